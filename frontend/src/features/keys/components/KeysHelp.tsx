import { Kbd, Modal, Table } from "@mantine/core";
import { Fragment } from "react";

import { keyBindings } from "@/features/keys/keyBindings";
import { strings } from "@/features/keys/strings";

/** The list of all keys. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={strings.title}
      closeButtonProps={{ "aria-label": strings.closeHelp }}
    >
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {Object.entries(keyBindings).map(([action, { shown, does }]) => (
            <Table.Tr key={action}>
              <Table.Th scope="row" w="7rem">
                {shown.map((key, index) => (
                  <Fragment key={key}>
                    {index > 0 && " + "}
                    <Kbd ff="text">{key}</Kbd>
                  </Fragment>
                ))}
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
