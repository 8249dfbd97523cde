import { Argument, Command } from 'commander';
import { type Shell, shells } from '../completion/shells.ts';
import { completionTree } from '../completion/tree.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { wholeProgram } from '../program.ts';
import { writeStdout } from '../stdout.ts';

/** `account-auditor completion`: what a shell has to know to complete the command line, from the commands themselves. */
export function completionCommand(): Command {
  return withHelp(new Command('completion'), HELP)
    .addArgument(new Argument('<shell>', 'the shell that completes').choices(Object.keys(shells)))
    .action(async (shell: Shell) => {
      await writeStdout(shells[shell](completionTree(await wholeProgram())));
    });
}

const HELP: CommandHelp = {
  examples: [
    ['In bash, for this session', 'source <(account-auditor completion bash)'],
    [
      'In bash, from now on',
      'account-auditor completion bash > ~/.local/share/bash-completion/completions/account-auditor',
    ],
    ['In zsh, into a folder of $fpath', 'account-auditor completion zsh > ~/.zfunc/_account-auditor'],
    ['In fish, from now on', 'account-auditor completion fish > ~/.config/fish/completions/account-auditor.fish'],
  ],
  notes: [
    'The script knows all there is to complete, and starts nothing while you type. Make it anew with a new version.',
  ],
};
