import { Table } from "@mantine/core";

interface FactsTableProps {
  /** Names with their values. */
  readonly facts: readonly (readonly [string, string])[];
  /** Width of the column of names. */
  readonly nameWidth: string;
}

/** Facts in rows. */
export function FactsTable({ facts, nameWidth }: FactsTableProps) {
  return (
    <Table variant="vertical" withTableBorder verticalSpacing={4} style={{ fontVariantNumeric: "tabular-nums" }}>
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w={nameWidth} style={{ overflowWrap: "normal" }}>
              {name}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
