import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";

import { CompareDivider } from "@/features/viewer/components/CompareDivider";
import { renderPart } from "@/testing/renderPart";

function Example() {
  const [fraction, setFraction] = useState(0.5);
  return (
    <CompareDivider fraction={fraction} x={0} onChange={setFraction} fractionAtClientX={(clientX) => clientX / 1000} />
  );
}

test("keys move the divider and stop at the ends", async () => {
  renderPart(<Example />);
  const divider = screen.getByRole("slider", { name: "Divider between before and after" });
  divider.focus();
  const valueAfter = async (keys: string) => {
    await userEvent.keyboard(keys);
    return divider.getAttribute("aria-valuenow");
  };
  expect(await valueAfter("{ArrowRight}")).toBe("52");
  expect(await valueAfter("{PageDown}")).toBe("42");
  expect(await valueAfter("{Home}")).toBe("0");
  expect(await valueAfter("{ArrowLeft}")).toBe("0");
  expect(await valueAfter("{End}")).toBe("100");
  expect(divider).toHaveAttribute("aria-valuetext", "100 % before, 0 % after");
});
