import { isRecord } from "@/common/persistedStore";
import { components } from "@/services/api/schema.generated.json";
import type { Schemas } from "@/services/api/types";
import { serverText } from "@/services/texts/serverTexts";

/**
 * What the server's schema says about a parameter: its words, and what it may be. The words are those of the page's
 * language at the moment when they are read; a component that shows them calls `useTranslation`.
 */
export interface Parameter {
  readonly title: string;
  readonly description: string;
  readonly default: unknown;
  /** The values to choose from; empty for a parameter that is a number in a range, or a text. */
  readonly choices: readonly (string | number)[];
  /** What people call the choices, where that is not the business of this page. */
  readonly titles: Readonly<Record<string, string>>;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  readonly integer: boolean;
  /** The most characters of a text; null for all other parameters. */
  readonly maxLength: number | null;
  /** Whether it may be null, which leaves the value to the server. */
  readonly nullable: boolean;
}

/** The models whose fields are parameters that a person sets. */
export type ParameterModel = "UpscaleStep" | "RestoreFacesStep" | "OutputOptions" | "Generation";

const models: Record<string, unknown> = components.schemas;

/** The parameter `name` of `model`, as the server defines it. */
export function parameterOf<Model extends ParameterModel>(
  model: Model,
  name: keyof Schemas[Model] & string,
): Parameter {
  const schema = propertiesOf(model)[name];
  if (!isRecord(schema)) {
    throw new Error(`The schema has no parameter ${model}.${name}`);
  }
  const value = valueSchemaOf(schema);
  const isText = value.type === "string";
  return {
    get title() {
      return serverText(["parameters", model, name, "title"], textOf(schema.title));
    },
    get description() {
      return serverText(["parameters", model, name, "description"], textOf(schema.description));
    },
    // A text that must be given starts empty.
    default: "default" in schema ? schema.default : isText ? "" : undefined,
    choices: choicesOf(value),
    titles: titlesOf(schema),
    minimum: numberOf(value.minimum, -Infinity),
    maximum: numberOf(value.maximum, Infinity),
    step: numberOf(schema.step, 1),
    integer: value.type === "integer",
    maxLength: isText ? numberOf(value.maxLength, Infinity) : null,
    nullable: value !== schema,
  };
}

/**
 * A valid `model` made out of anything: each field of `candidate` that the schema allows is kept, each other one takes
 * its default, and unknown fields are dropped.
 */
export function completeParameters<Model extends ParameterModel>(model: Model, candidate: unknown): Schemas[Model] {
  const given = isRecord(candidate) ? candidate : {};
  const names = Object.keys(propertiesOf(model)) as (keyof Schemas[Model] & string)[];
  const fields = names.map((name) => {
    const parameter = parameterOf(model, name);
    return [name, isAllowed(parameter, given[name]) ? given[name] : parameter.default];
  });
  // The fields are those of the schema that the type was generated from.
  return Object.fromEntries(fields) as Schemas[Model];
}

/** Whether the parameter may have this value. */
export function isAllowed(parameter: Parameter, value: unknown): boolean {
  if (value === null) {
    return parameter.nullable;
  }
  if (parameter.choices.length > 0) {
    return parameter.choices.some((choice) => choice === value);
  }
  if (parameter.maxLength !== null) {
    return typeof value === "string" && value.length <= parameter.maxLength;
  }
  return (
    typeof value === "number" &&
    value >= parameter.minimum &&
    value <= parameter.maximum &&
    (!parameter.integer || Number.isInteger(value))
  );
}

function propertiesOf(model: ParameterModel): Record<string, unknown> {
  const schema = models[model];
  if (!isRecord(schema) || !isRecord(schema.properties)) {
    throw new Error(`The schema has no model ${model}`);
  }
  return schema.properties;
}

/** What the values other than null look like. */
function valueSchemaOf(schema: Record<string, unknown>): Record<string, unknown> {
  const alternatives: unknown[] = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  return alternatives.filter(isRecord).find(({ type }) => type !== "null") ?? schema;
}

function choicesOf(schema: Record<string, unknown>): readonly (string | number)[] {
  const values: unknown[] = Array.isArray(schema.enum) ? schema.enum : "const" in schema ? [schema.const] : [];
  return values.filter((value) => typeof value === "string" || typeof value === "number");
}

function titlesOf({ titles }: Record<string, unknown>): Readonly<Record<string, string>> {
  return isRecord(titles)
    ? Object.fromEntries(Object.entries(titles).map(([name, title]) => [name, textOf(title)]))
    : {};
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const numberOf = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);
