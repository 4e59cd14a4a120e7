import {
  IconCloudDownload,
  IconGridDots,
  IconMoodSearch,
  IconPhoto,
  IconSparkles,
  type IconProps,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

import type { JobRecord } from "@/services/api/types";

const ICONS: Readonly<Record<JobRecord["kind"], ComponentType<IconProps>>> = {
  generate: IconSparkles,
  postprocess: IconPhoto,
  tuning_grid: IconGridDots,
  detect_faces: IconMoodSearch,
  download: IconCloudDownload,
  download_generator: IconCloudDownload,
};

/** What stands for a job that has no picture. */
export const iconOf = ({ kind }: JobRecord) => ICONS[kind];
