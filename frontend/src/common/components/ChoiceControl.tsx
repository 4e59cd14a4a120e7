import { Input, SegmentedControl } from "@mantine/core";

interface ChoiceControlProps<Choice extends string | number> {
  readonly title: string;
  readonly description: string;
  readonly choices: readonly Choice[];
  readonly labels: Readonly<Record<Choice, string>>;
  readonly value: Choice;
  readonly onChange: (choice: Choice) => void;
}

/** A choice between few values, all in sight, and a sentence of help. */
export function ChoiceControl<Choice extends string | number>(props: ChoiceControlProps<Choice>) {
  const { title, description, choices, labels, value, onChange } = props;
  return (
    <Input.Wrapper
      label={title}
      labelElement="div"
      description={description}
      inputWrapperOrder={["label", "input", "description"]}
    >
      <SegmentedControl
        fullWidth
        mb={5}
        aria-label={title}
        data={choices.map((choice) => ({ value: String(choice), label: labels[choice] }))}
        value={String(value)}
        onChange={(chosen) => {
          const choice = choices.find((candidate) => String(candidate) === chosen);
          if (choice !== undefined) {
            onChange(choice);
          }
        }}
      />
    </Input.Wrapper>
  );
}
