import type { components } from "@/services/api/schema.generated";

/** The models of the server's OpenAPI document by name. */
export type Schemas = components["schemas"];

export type Box = Schemas["Box"];
export type CatchUp = Schemas["CatchUp"];
export type ChosenFace = Schemas["ChosenFace"];
export type FaceList = Schemas["FaceList"];
export type FoundFace = Schemas["FoundFace"];
export type ImageEvent = Schemas["ImageEvent"];
export type ImagePage = Schemas["ImagePage"];
export type ImageRecord = Schemas["ImageRecord"];
export type JobEvent = Schemas["JobEvent"];
export type JobPage = Schemas["JobPage"];
export type JobRecord = Schemas["JobRecord"];
export type JobState = JobRecord["state"];
export type MissedEvent = Schemas["MissedEvent"];
export type OutputOptions = Schemas["OutputOptions"];
export type PostprocessRequest = Schemas["PostprocessRequest"];
export type Preview = Schemas["Preview"];
export type ProblemDetails = Schemas["ProblemDetails"];
export type PublicSettings = Schemas["PublicSettings"];
export type Recipe = Schemas["Recipe"];
export type RestorationAlgorithm = Schemas["RestorationAlgorithm"];
export type RestorationAlgorithms = Schemas["RestorationAlgorithms"];
export type RestoreFacesStep = Schemas["RestoreFacesStep"];
export type UploadAnswer = Schemas["UploadAnswer"];
export type UpscaleStep = Schemas["UpscaleStep"];
export type UpscalingModel = Schemas["UpscalingModel"];
export type UpscalingModels = Schemas["UpscalingModels"];
export type WeightsEvent = Schemas["WeightsEvent"];
export type WeightsList = Schemas["WeightsList"];
export type WeightsRecord = Schemas["WeightsRecord"];
