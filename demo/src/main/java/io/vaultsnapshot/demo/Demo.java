package io.vaultsnapshot.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** The program behind {@code ./vault-snapshot demo}. */
public final class Demo {
    private Demo() {}

    /** Runs the demo and ends the process; what it embeds would otherwise keep it alive. */
    public static void main(String[] arguments) {
        Charset charset = Charset.forName(System.getProperty("native.encoding", "US-ASCII"));
        boolean colour = CommandLine.Help.Ansi.AUTO.enabled();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        String path = System.getenv("PATH");
        DemoCommand command = new DemoCommand(
                new Screen(out, charset, colour),
                new Screen(err, charset, colour),
                SearchPath.of(path == null ? "" : path),
                DemoCommand::truncate);
        System.exit(commandLine(command).execute(arguments));
    }

    static CommandLine commandLine(DemoCommand command) {
        CommandLine commandLine = new CommandLine(command);
        // The launcher names the manifests; a person who names others means those.
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof WrongCallException) {
                line.getErr().println("vault-snapshot demo: " + failure.getMessage());
                return DemoCommand.WRONG_CALL;
            }
            line.getErr().println("vault-snapshot demo: a bug, please report it with these lines: " + failure);
            failure.printStackTrace(line.getErr());
            return DemoCommand.NOT_OK;
        });
        return commandLine;
    }
}
