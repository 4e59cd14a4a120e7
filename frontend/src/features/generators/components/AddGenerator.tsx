import { Button, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import classes from "@/features/generators/components/AddGenerator.module.css";
import { putGenerator } from "@/features/generators/generatorEvents";
import { addGenerator } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";

/** Adds a pipeline by its folder or its id on the hub, and says why when that cannot be. */
export function AddGenerator() {
  const { t } = useTranslation("generators");
  const queryClient = useQueryClient();
  const [source, setSource] = useState("");
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: () => addGenerator(source.trim()),
    onSuccess: (added) => {
      putGenerator(queryClient, added);
      setSource("");
    },
  });

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (source.trim() !== "") {
      mutate();
    }
  };

  return (
    <form onSubmit={submit}>
      <div className={classes.line}>
        <TextInput
          label={t("addTitle")}
          description={t("addHelp")}
          placeholder={t("addExample")}
          error={error && sentenceOf(error)}
          flex={1}
          maxLength={1000}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          value={source}
          onChange={(event) => {
            setSource(event.currentTarget.value);
            reset();
          }}
        />
        <Button
          type="submit"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={source.trim() === ""}
          loading={isPending}
        >
          {t("add")}
        </Button>
      </div>
      <Text size="sm" role="status">
        {data && t("added", { title: data.title })}
      </Text>
    </form>
  );
}
