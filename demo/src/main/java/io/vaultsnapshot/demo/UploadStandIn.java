package io.vaultsnapshot.demo;

import io.vaultsnapshot.snapshot.store.S3Clients;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Stands for the AWS CLI where there is none: knows {@code s3 cp FILE s3://BUCKET/KEY --no-progress --region REGION}. */
public final class UploadStandIn {
    private static final int UPLOADED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final Pattern DESTINATION = Pattern.compile("s3://([^/]+)/(.+)");
    private static final List<String> OPTIONS = List.of("--no-progress", "--region");

    private UploadStandIn() {}

    /** Uploads the file and exits with 0 uploaded, 1 failed, 2 called with anything else. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        boolean known = arguments.size() == 7
                && arguments.subList(0, 2).equals(List.of("s3", "cp"))
                && arguments.subList(4, 6).equals(OPTIONS);
        Matcher destination = DESTINATION.matcher(known ? arguments.get(3) : "");
        if (!destination.matches()) {
            err.println("the stand-in for aws knows only s3 cp FILE s3://BUCKET/KEY " + String.join(" ", OPTIONS)
                    + " REGION, not " + String.join(" ", arguments));
            return USAGE;
        }
        Path file = Path.of(arguments.get(2));
        if (!Files.isRegularFile(file)) {
            err.println("the user-provided path " + file + " does not exist");
            return FAILED;
        }
        try (S3Client s3 = S3Clients.create()) {
            s3.putObject(
                    request -> request.bucket(destination.group(1)).key(destination.group(2)),
                    RequestBody.fromFile(file));
            out.println("upload: " + file + " to " + arguments.get(3));
            return UPLOADED;
        } catch (SdkException refused) {
            err.println("upload failed: " + file + " to " + arguments.get(3) + " " + refused.getMessage());
            return FAILED;
        }
    }
}
