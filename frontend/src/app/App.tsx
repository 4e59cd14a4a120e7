import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";

import { Page } from "@/app/components/Page";
import { createQueryClient } from "@/app/queryClient";
import { styleNonce } from "@/app/styleNonce";
import { cssVariables, theme } from "@/app/theme";
import { galleryQuery } from "@/features/library/galleryQuery";

/** The whole page with what its parts share. */
export function App() {
  const [queryClient] = useState(() => {
    const client = createQueryClient();
    // What is to be seen first is on its way while the page is made; if it fails, the parts that show it ask again.
    client.query(galleryQuery()).catch(() => undefined);
    return client;
  });
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Page />
      </QueryClientProvider>
    </MantineProvider>
  );
}
