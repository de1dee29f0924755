package io.vaultsnapshot.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.e2e.irsa.Gateway;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.testing.access.AccessAttempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Sessions of roles at the gateway, got with web-identity tokens.
 *
 * @param gateway the gateway
 * @param region its region
 * @param folder where tokens are written, so that none is in a list of processes
 */
record AccessSessions(Gateway gateway, Region region, Path folder) {
    /** IAM is one service for all regions. Its requests are signed for this one. */
    private static final String IAM_REGION = "--region=us-east-1";

    private static final String EVERYTHING = "{\"Version\":\"2012-10-17\",\"Statement\":"
            + "[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    /** Asks STS for a session of a role. */
    CommandResult assume(String role, String token) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "token", ""), token);
        return gateway.cli(
                Map.of("AWS_ACCESS_KEY_ID", "none", "AWS_SECRET_ACCESS_KEY", "none"),
                "sts",
                "assume-role-with-web-identity",
                "--role-arn=arn:aws:iam::000000000000:role/" + role,
                "--role-session-name=access",
                "--web-identity-token=file://" + file,
                "--output=json");
    }

    /** Returns the credentials of a session. */
    AwsSessionCredentials credentials(String role, String token) throws IOException {
        JsonNode answer =
                new JsonMapper().readTree(assume(role, token).orFail().out()).get("Credentials");
        return AwsSessionCredentials.create(
                answer.get("AccessKeyId").asText(),
                answer.get("SecretAccessKey").asText(),
                answer.get("SessionToken").asText());
    }

    /** Tries to give a role another policy, or to delete it. Returns {@code done}, {@code 403} or what else came. */
    String changeRole(AwsSessionCredentials session, String role, AccessAttempt attempt) {
        String named = "--role-name=" + role;
        List<String> call = attempt == AccessAttempt.REMOVE
                ? List.of("iam", "delete-role", IAM_REGION, named)
                : List.of(
                        "iam",
                        "put-role-policy",
                        IAM_REGION,
                        named,
                        "--policy-name=more",
                        "--policy-document=" + EVERYTHING);
        CommandResult result = gateway.cli(
                Map.of(
                        "AWS_ACCESS_KEY_ID", session.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", session.secretAccessKey(),
                        "AWS_SESSION_TOKEN", session.sessionToken()),
                call.toArray(String[]::new));
        if (result.exitCode() == 0) {
            return "done";
        }
        return result.err().contains("AccessDenied") ? "403" : result.printed();
    }

    /** Returns the credentials of the account's root at the gateway. */
    static AwsCredentials root() {
        return AwsBasicCredentials.create("e2eroot", "e2eroot-secret");
    }

    /** Returns a client. */
    S3Client client(AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(gateway.s3())
                .forcePathStyle(true)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Returns what signs URLs. */
    S3Presigner presigner(AwsCredentials credentials) {
        return S3Presigner.builder()
                .endpointOverride(gateway.s3())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }
}
