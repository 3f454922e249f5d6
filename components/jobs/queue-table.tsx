import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { Work } from "#lib/jobs/contract.ts";
import { useJobName } from "./use-job-name.ts";

/** The kinds of work with what waits, runs and failed of late. */
export function QueueTable({ jobs }: { jobs: Work["jobs"] }) {
  const t = useTranslations("jobs");
  const jobName = useJobName();
  return (
    <Table label={t("queues")}>
      <thead>
        <tr>
          <HeaderCell>{t("queue")}</HeaderCell>
          <HeaderCell numeric>{t("waiting")}</HeaderCell>
          <HeaderCell numeric>{t("active")}</HeaderCell>
          <HeaderCell numeric>{t("failed")}</HeaderCell>
          <HeaderCell>{t("last")}</HeaderCell>
        </tr>
      </thead>
      <tbody>
        {jobs.map(({ name, waiting, active, failed, lastAt }) => (
          <Row key={name}>
            <Cell>{jobName(name)}</Cell>
            <Cell numeric>{waiting}</Cell>
            <Cell numeric>{active}</Cell>
            <Cell numeric>{failed}</Cell>
            <Cell className="whitespace-nowrap text-muted">
              {lastAt && <RelativeTime value={lastAt} />}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
