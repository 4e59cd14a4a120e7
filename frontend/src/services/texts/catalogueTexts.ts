import type { GeneratorRecord, RestorationAlgorithm, UpscalingModel, WeightsRecord } from "@/services/api/types";
import { serverText } from "@/services/texts/serverTexts";

/** What an upscaling model is called, in the page's language; one that a person added by its own name. */
export const modelTitle = ({ name, title }: UpscalingModel): string => serverText(["models", name, "title"], title);

/** What an upscaling model is good for, in the page's language. */
export const modelDescription = ({ name, description }: UpscalingModel): string =>
  serverText(["models", name, "description"], description);

/** What a way to restore faces is good for, in the page's language. */
export const algorithmDescription = ({ name, description }: RestorationAlgorithm): string =>
  serverText(["algorithms", name], description);

/** What a weights file is for, in the page's language. */
export const weightsPurpose = ({ name, purpose }: WeightsRecord): string => serverText(["weights", name], purpose);

/** What a generator is, in the page's language; of one that a person added as the server tells it. */
export const generatorDescription = ({ name, description }: GeneratorRecord): string =>
  serverText(["generators", name], description);

/** What a licence, given by its name, allows, in the page's language. */
export const licenceSummary = (licence: string, summary: string): string => serverText(["licences", licence], summary);
