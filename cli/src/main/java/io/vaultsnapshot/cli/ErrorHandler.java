package io.vaultsnapshot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.core.exception.SdkException;

/** Prints why a command failed, in one line. Only a failure that is a bug of this tool comes with a stack trace. */
final class ErrorHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + printable(wrong).replaceFirst("^Error: ", "") + similar(wrong));
        err.println("Try '" + name + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        if (failure instanceof IOException || failure instanceof SdkException) {
            err.println(name + ": " + AwsMessage.shortened(printable(failure)));
        } else {
            err.println(name + ": this is a bug, please report it with these lines: " + failure);
            failure.printStackTrace(err);
        }
        return ExitCode.COULD_NOT_LOOK;
    }

    /** A message may quote what a bucket holds, and a terminal would obey its control characters. */
    private static String printable(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    }

    private static String similar(ParameterException wrong) {
        List<String> suggestions =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    }
}
