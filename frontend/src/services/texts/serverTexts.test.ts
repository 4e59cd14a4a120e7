import { afterEach, expect, test } from "vitest";

import { chooseLanguage } from "@/i18n/i18n";
import { sentenceOf, reasonOf, ApiProblem } from "@/services/api/problem";
import { parameterOf } from "@/services/api/parameters";
import { noteText } from "@/services/texts/imageNotes";
import { jobTitle, stageText } from "@/services/texts/jobTexts";
import { generateJob, jobRecord, RECIPE } from "@/testing/records";

const details = {
  type: "/problems/disk-full",
  title: "The disk is full",
  status: 507,
  detail: "12 MB are needed on /srv, where 3 MB are free.",
  errors: [],
};
const upscaling = { title: "Upscale 4x: a.jpg", subject: "a.jpg", recipe: RECIPE, images: ["a"] };

afterEach(async () => {
  await chooseLanguage("en");
});

test("in English the server's own words are shown", () => {
  expect(parameterOf("UpscaleStep", "scale").title).toBe("Scale");
  expect(reasonOf(new ApiProblem(details))).toEqual({ title: null, text: details.detail, original: null });
  expect(sentenceOf(new ApiProblem(details))).toBe(details.detail);
  expect(jobTitle(jobRecord("j", upscaling))).toBe("Upscale 4x: a.jpg");
  expect(stageText("Fetching the generator")).toBe("Fetching the generator");
});

test("a text of the server that looks like a placeholder stays as it is", () => {
  const title = "Generate an image: {{count}} $t(common:retry)";
  expect(jobTitle(generateJob("j", { title }))).toBe(title);
});

test("a constant parameter reads differently as soon as the language is another", async () => {
  const scale = parameterOf("UpscaleStep", "scale");
  await chooseLanguage("es");
  expect(scale.title).toBe("Escala");
});

test("a kind of problem that the page does not know is told by the server's sentence", async () => {
  await chooseLanguage("es");
  const unknown = new ApiProblem({ ...details, type: "/problems/of-a-newer-server" });
  expect(reasonOf(unknown)).toEqual({ title: null, text: details.detail, original: null });
  expect(sentenceOf(unknown)).toBe(details.detail);
});

test("a problem is told in the page's language, and the server's sentence stands by", async () => {
  await chooseLanguage("es");
  expect(reasonOf(new ApiProblem(details))).toEqual({
    title: "El disco está lleno",
    text: "Libera espacio e inténtalo de nuevo.",
    original: details.detail,
  });
  expect(sentenceOf(new ApiProblem(details))).toBe(`El disco está lleno: ${details.detail}`);
});

test.each([
  ["Fetching the generator", "Descargando el generador"],
  ["Fetching GFPGANv1.4", "Descargando GFPGANv1.4"],
  ["Generating 2 of 8", "Generando 2 de 8"],
  ["Generating", "Generando"],
  ["Knitting", "Knitting"],
])("the stage %s is %s in Spanish", async (stage, expected) => {
  await chooseLanguage("es");
  expect(stageText(stage)).toBe(expected);
});

test.each([
  [jobRecord("j", upscaling), "Ampliar 4x: a.jpg"],
  [jobRecord("j", { ...upscaling, subject: "" }), "Upscale 4x: a.jpg"],
  [jobRecord("j", { ...upscaling, subject: "", images: ["a", "b"] }), "Ampliar 4x: 2 imágenes"],
  [jobRecord("j", { ...upscaling, kind: "detect_faces" }), "Buscar rostros: a.jpg"],
])("what a job is to do is told in Spanish, as far as it is known", async (job, expected) => {
  await chooseLanguage("es");
  expect(jobTitle(job)).toBe(expected);
});

test("a remark on a result keeps what it names", async () => {
  await chooseLanguage("es");
  const note =
    "The outlines of faces need parsing_parsenet, which could not be fetched; those of a template were used. Fetch it.";
  expect(noteText(note)).toContain("parsing_parsenet");
  expect(noteText(note)).not.toBe(note);
  expect(noteText("Something new.")).toBe("Something new.");
});
