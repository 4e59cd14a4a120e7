import { Table } from "@mantine/core";

import type { Fact } from "@/features/facts/imageFacts";

/** Facts in rows. */
export function FactsTable({ facts }: { facts: readonly Fact[] }) {
  return (
    <Table variant="vertical" withTableBorder verticalSpacing={4} style={{ fontVariantNumeric: "tabular-nums" }}>
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w="6.5rem">
              {name}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
