package io.vaultsnapshot.e2e.aws;

import io.vaultsnapshot.e2e.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of {@code docs/before-the-first-deployment.md}, so that a scenario runs what the page says. */
public final class DeploymentPage {
    private static final String RELEASE = "aws cloudformation update-termination-protection .*";
    private static final String IMPORT = "npx cdk import --resource-mapping-inline '(?<mapping>.*)'";

    private DeploymentPage() {}

    /** Returns the arguments of the AWS CLI that take the protection off the stack. */
    public static String[] release() {
        String[] words = line(RELEASE).group().split(" ");
        return List.of(words).subList(1, words.length).toArray(String[]::new);
    }

    /** Returns the mapping that takes the kept resources into a new stack, with values in the place of its words. */
    public static String mapping(String bucket, String logs, String key) {
        return line(IMPORT)
                .group("mapping")
                .replace("BUCKET", bucket)
                .replace("LOGS", logs)
                .replace("KEY", key);
    }

    private static Matcher line(String form) {
        try {
            String page = Files.readString(Suite.project().resolve("docs/before-the-first-deployment.md"));
            Matcher matcher =
                    Pattern.compile("^" + form + "$", Pattern.MULTILINE).matcher(page);
            if (!matcher.find()) {
                throw new IllegalStateException("the page has no line such as " + form);
            }
            return matcher;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
