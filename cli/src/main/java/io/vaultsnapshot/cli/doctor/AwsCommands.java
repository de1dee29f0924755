package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions to AWS, asked with the AWS CLI: with the credentials that the commands of the README use too. */
final class AwsCommands {
    private static final Pattern ERROR = Pattern.compile("An error occurred \\(([A-Za-z0-9.]+)\\)");

    private final Programs programs;
    private final String region;
    /** Each question is asked once: a fleet's clusters share most answers, and every command takes a second. */
    private final Map<List<String>, Programs.Answer> answers;

    AwsCommands(Programs programs, String region) {
        this(programs, region, new HashMap<>());
    }

    private AwsCommands(Programs programs, String region, Map<List<String>, Programs.Answer> answers) {
        this.programs = programs;
        this.region = region;
        this.answers = answers;
    }

    /** Returns the same questions in another region. */
    AwsCommands in(String other) {
        return new AwsCommands(programs, other, answers);
    }

    /** An answer that is none. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code, String reason) {
            super(reason);
            this.code = code;
        }

        /** Whether AWS gave this error code. */
        boolean is(String... codes) {
            return List.of(codes).contains(code);
        }

        /** What AWS said. */
        String reason() {
            return String.valueOf(getMessage());
        }

        Seen asUnknown() {
            boolean denied = code.contains("AccessDenied") || code.contains("Unauthorized");
            return Seen.unknown(
                    reason(), denied ? "let this identity read it, or ask somebody who may" : "try again in a minute");
        }
    }

    /** Returns what AWS answered; an empty object when it answered nothing. */
    JsonObject ask(String... arguments) throws Refused {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--region", region, "--output", "json", "--cli-connect-timeout", "5", "--cli-read-timeout", "10"));
        Programs.Answer answer = answers.computeIfAbsent(command, programs::run);
        if (!answer.isGood()) {
            Matcher error = ERROR.matcher(answer.err());
            throw new Refused(error.find() ? error.group(1) : "", answer.reason());
        }
        try {
            return new JsonObject(answer.out().isBlank() ? Map.of() : Json.read(answer.out()));
        } catch (MalformedJsonException unexpected) {
            throw new Refused("", "aws " + arguments[0] + " " + arguments[1] + " answered no JSON");
        }
    }

    /** Returns what an answer shows; an answer of another shape shows nothing. */
    Seen look(Function<JsonObject, Seen> read, Function<Refused, Seen> refused, String... arguments) {
        try {
            return read.apply(ask(arguments));
        } catch (Refused answer) {
            return refused.apply(answer);
        } catch (DocumentException unexpected) {
            return Seen.unknown(
                    "aws " + arguments[0] + " " + arguments[1] + " answered something else: " + unexpected.getMessage(),
                    "update the AWS CLI");
        }
    }
}
