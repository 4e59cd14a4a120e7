import type { OutputOptions } from "@/services/api/types";

export const strings = {
  reset: (title: string, value: number) => `Reset ${title} to ${value}`,
  sliderOf: (title: string) => `${title}, slider`,
  moreAboutIt: "More about it",
  retry: "Try again",
  outputTitle: "Output",
  formats: { png: "PNG", jpeg: "JPEG", webp: "WebP", avif: "AVIF", tiff: "TIFF" } satisfies Record<
    OutputOptions["format"],
    string
  >,
};
