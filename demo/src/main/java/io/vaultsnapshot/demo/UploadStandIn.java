package io.vaultsnapshot.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the place of the AWS CLI. Knows {@code s3 cp FILE s3://BUCKET/KEY} with the options of the upload script. */
public final class UploadStandIn {
    private static final int UPLOADED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final Pattern CALL = Pattern.compile("s3 cp (\\S+) s3://([^/ ]+)/(\\S+) --no-progress --region \\S+"
            + " --sse aws:kms --sse-kms-key-id alias/\\S+(?: --metadata (\\S+))?"
            + "(?: --content-type application/json --cli-connect-timeout \\d+ --cli-read-timeout \\d+)?");

    private UploadStandIn() {}

    /** Uploads the file. Exits with 0 uploaded, 1 failed, 2 any other call. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv("AWS_ENDPOINT_URL_S3"), System.out, System.err));
    }

    /** As {@link #main}, and returns the exit code. The endpoint is what the pod's IAM role would lead to. */
    static int run(List<String> arguments, @Nullable String endpoint, PrintStream out, PrintStream err) {
        String call = String.join(" ", arguments);
        Matcher matcher = CALL.matcher(call);
        if (!matcher.matches()) {
            err.println("the stand-in for aws knows only " + CALL.pattern() + ", not " + call);
            return USAGE;
        }
        String uri = "s3://" + matcher.group(2) + "/" + matcher.group(3);
        try {
            if (endpoint == null) {
                throw new IOException("Unable to locate credentials");
            }
            put(
                    Path.of(matcher.group(1)),
                    URI.create(endpoint + "/" + matcher.group(2) + "/" + matcher.group(3)),
                    matcher.group(4));
            out.println("upload: " + matcher.group(1) + " to " + uri);
            return UPLOADED;
        } catch (IOException | InterruptedException failed) {
            err.println("upload failed: " + matcher.group(1) + " to " + uri + " " + failed);
            return FAILED;
        }
    }

    private static void put(Path file, URI address, @Nullable String metadata)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofFile(file));
        if (metadata != null) {
            for (String each : metadata.split(",", -1)) {
                String[] pair = each.split("=", 2);
                request.header("x-amz-meta-" + pair[0], pair[1]);
            }
        }
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }
}
