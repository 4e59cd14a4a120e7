/** What the setup program says: one line for each step, and problems with their remedy. */

const colour = process.stdout.isTTY && !process.env.NO_COLOR;

const bold = (text) => (colour ? `\u001b[1m${text}\u001b[0m` : text);

/** Announces a step that is about to run. */
export function announce(text) {
  console.log(bold(`==> ${text}`));
}

/** Says something that is not an error. */
export function say(text) {
  console.log(`    ${text}`);
}

/** A problem that a person can solve; `message` says how. Anything else that is thrown is a defect. */
export class SetupProblem extends Error {}

/** A person stopped the program with Ctrl-C or a signal. */
export class Interrupted extends Error {}

/** Runs a command's main function, which returns the exit code; problems end it with their sentence alone. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Interrupted) {
      console.error("\nInterrupted. The next run goes on from here.");
      process.exitCode = 130;
    } else if (error instanceof SetupProblem) {
      console.error(`\n${bold("Setup stopped:")} ${error.message}`);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}
