import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { IconLicense } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { strings } from "@/features/restoration/strings";
import { acceptLicence } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";
import { restorationAlgorithmsQuery } from "@/services/api/queries";
import type { RestorationAlgorithm } from "@/services/api/types";

/** What the licence of an algorithm's network allows, to be accepted before its first use; the server remembers it. */
export function LicenceConsent({ algorithm }: { algorithm: RestorationAlgorithm }) {
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => acceptLicence(algorithm.weights),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: restorationAlgorithmsQuery.queryKey }),
  });

  return (
    <Alert color="gray" icon={<IconLicense aria-hidden />} title={strings.licenceTitle(algorithm.licence)}>
      <Text size="sm">{algorithm.licence_summary}</Text>
      <Group gap="sm" mt="xs">
        <Button
          size="compact-sm"
          loading={isPending}
          onClick={() => {
            mutate();
          }}
        >
          {strings.acceptLicence}
        </Button>
        <Anchor size="sm" href={algorithm.licence_url} target="_blank" rel="noreferrer">
          {strings.licenceLink}
        </Anchor>
      </Group>
      {error && (
        <Text size="sm" mt="xs" role="alert">
          {sentenceOf(error)}
        </Text>
      )}
    </Alert>
  );
}
