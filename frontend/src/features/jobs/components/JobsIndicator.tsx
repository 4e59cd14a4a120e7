import { Button, Loader, Popover, ScrollArea, Stack, Text, UnstyledButton } from "@mantine/core";

import { QueuedJob } from "@/features/jobs/components/QueuedJob";
import classes from "@/features/jobs/components/JobsIndicator.module.css";
import { useActiveJobs } from "@/features/jobs/hooks/useActiveJobs";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { strings } from "@/features/jobs/strings";

/** The jobs under way, whichever image is shown; opens the list of them. */
export function JobsIndicator() {
  const jobs = useActiveJobs();
  const { cancel } = useCancelJob();
  if (jobs.length === 0) {
    return null;
  }
  return (
    <Popover width="min(22rem, calc(100vw - 1rem))" position="bottom-end" shadow="md" withRoles={false} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.target} aria-label={strings.running(jobs.length)}>
          <Loader size={16} aria-hidden />
          <Text size="sm" aria-hidden>
            {jobs.length}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={strings.queueTitle}>
        <ScrollArea.Autosize mah="50vh">
          <Stack gap="md">
            {jobs.map((job) => (
              <QueuedJob key={job.id} job={job} onCancel={cancel} />
            ))}
            {jobs.length > 1 && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                  jobs.forEach((job) => {
                    cancel(job.id);
                  });
                }}
              >
                {strings.cancelAll}
              </Button>
            )}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
