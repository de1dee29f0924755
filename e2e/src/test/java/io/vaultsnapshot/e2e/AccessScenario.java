package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.backup.AppliedManifests;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.irsa.Gateway;
import io.vaultsnapshot.e2e.irsa.OtherRoles;
import io.vaultsnapshot.e2e.kube.AgedToken;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.ForeignIssuer;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.StackSettings;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import io.vaultsnapshot.testing.access.AccessAttempt;
import io.vaultsnapshot.testing.access.AccessCell;
import io.vaultsnapshot.testing.access.AccessIdentity;
import io.vaultsnapshot.testing.access.AccessMatrix;
import io.vaultsnapshot.testing.access.AccessTarget;
import io.vaultsnapshot.testing.access.AccessTarget.Group;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The access matrix, executed: the policies of the synthesized roles, word for word, at a server that enforces them, with sessions
 * that real web-identity tokens got. What is allowed works, and all else is refused.
 */
@ExtendWith(SuiteExtension.class)
class AccessScenario {
    private static final String OTHER = "sealed";

    private final ControlPlane kubernetes;
    private final GatewayBucket bucket;
    private final OtherRoles others;
    private final ForeignIssuer foreign;
    private final Map<String, ClusterSettings> clusters = new TreeMap<>();
    private final Template template;
    private final AccessSessions sessions;
    private final S3Client root;

    AccessScenario(
            Suite suite,
            AppliedManifests applied,
            ControlPlane kubernetes,
            Gateway gateway,
            GatewayBucket bucket,
            OtherRoles others,
            ForeignIssuer foreign) {
        assertNotEquals("", applied.first().out());
        this.template = suite.get(Template.class);
        this.kubernetes = kubernetes;
        this.bucket = bucket;
        this.others = others;
        this.foreign = foreign;
        FleetSettings fleet = suite.get(FleetSettings.class);
        List.of(BackupEnvironment.MAIN, BackupEnvironment.DRILLED)
                .forEach(name -> clusters.put(name, fleet.cluster(name)));
        Path folder = suite.folder("access");
        this.sessions = new AccessSessions(gateway, Region.of(fleet.settings().region()), folder);
        this.root = sessions.client(AccessSessions.root());
    }

    @AfterEach
    void removeObjects() {
        for (AccessTarget target : AccessTarget.of(Group.OBJECT)) {
            for (String own : List.of(BackupEnvironment.MAIN, BackupEnvironment.DRILLED, StackSettings.FOREIGN)) {
                root.deleteObject(request -> request.bucket(bucket.name()).key(target.key(own, OTHER)));
            }
        }
        root.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessIdentity.class,
            names = {"WRITER", "FOREIGN_WRITER", "VERIFIER", "WIDGET", "DRILL", "RESTORER", "AUDITOR"})
    void session_eachAttemptOnEachTarget_isAnsweredAsTheMatrixSays(AccessIdentity identity)
            throws IOException, GeneralSecurityException {
        List<String> wrong = new ArrayList<>();
        int allowed = 0;
        int refused = 0;
        AwsSessionCredentials session = session(identity);
        try (S3Client s3 = sessions.client(session)) {
            for (AccessCell cell : AccessMatrix.executed()) {
                if (cell.identity() == identity && cell.attempt() != AccessAttempt.ASSUME) {
                    String answer = cell.target() == AccessTarget.ROLE
                            ? sessions.changeRole(session, role(identity), cell.attempt())
                            : answer(s3, cell);
                    boolean right = answer.equals(AccessMatrix.allows(cell) ? "done" : "403");
                    if (!right) {
                        wrong.add(cell + ": " + answer);
                    }
                    allowed += answer.equals("done") ? 1 : 0;
                    refused += answer.equals("403") ? 1 : 0;
                }
            }
        }
        System.out.println("access of " + identity.id() + ": " + allowed + " allowed, " + refused + " refused");
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessIdentity.class,
            names = {"WRITER", "FOREIGN_WRITER", "DRILL"})
    void token_ofEachKind_getsASessionAsTheMatrixSays(AccessIdentity identity)
            throws IOException, GeneralSecurityException {
        List<String> wrong = new ArrayList<>();
        for (AccessCell cell : AccessMatrix.executed()) {
            if (cell.identity() == identity && cell.attempt() == AccessAttempt.ASSUME) {
                CommandResult result = sessions.assume(role(identity), token(identity, cell.target()));
                if ((result.exitCode() == 0) != AccessMatrix.allows(cell)) {
                    wrong.add(cell + ": " + result.printed());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** The suite reaches the server without TLS. So with that denial of the bucket's policy nobody gets anything. */
    @Test
    void denialOfTheBucketPolicy_requestsWithoutTls_areRefusedToRolesThatMay()
            throws IOException, GeneralSecurityException {
        String own = AccessTarget.OWN_SNAPSHOT.key(BackupEnvironment.MAIN, OTHER);
        ArrayNode statements = new JsonMapper().createArrayNode();
        template.denialsOfTheBucket().forEach(denial -> {
            if (denial.toString().contains("aws:SecureTransport")) {
                statements.add(denial);
            }
        });
        assertEquals(1, statements.size());
        put(own);
        root.putBucketPolicy(request -> request.bucket(bucket.name())
                .policy(new JsonMapper()
                        .createObjectNode()
                        .put("Version", "2012-10-17")
                        .set("Statement", statements)
                        .toString()));
        try (S3Client writer = sessions.client(session(AccessIdentity.WRITER));
                S3Client verifier = sessions.client(session(AccessIdentity.VERIFIER))) {
            AccessCalls.Target target = new AccessCalls.Target(own, "null", "", own);
            AccessCalls writing = new AccessCalls(writer, bucket.name(), target);
            AccessCalls reading = new AccessCalls(verifier, bucket.name(), target);
            for (boolean denied : List.of(true, false)) {
                assertEquals(denied ? "403" : "done", answer(writing, AccessAttempt.PUT));
                assertEquals(denied ? "403" : "done", answer(reading, AccessAttempt.GET));
                root.deleteBucketPolicy(request -> request.bucket(bucket.name()));
            }
        }
    }

    @Test
    void presignedUrl_forAnotherKeyOrMethod_isRefused()
            throws IOException, InterruptedException, GeneralSecurityException {
        String own = AccessTarget.OWN_SNAPSHOT.key(BackupEnvironment.MAIN, OTHER);
        try (S3Presigner presigner = sessions.presigner(session(AccessIdentity.WRITER))) {
            URI put = presign(presigner, own, Duration.ofMinutes(5));

            assertEquals(200, send("PUT", put));
            assertEquals(403, send("PUT", URI.create(put.toString().replace("_000000.snap", "_000001.snap"))));
            assertEquals(403, send("DELETE", put));
            assertEquals(403, send("GET", put));
            assertEquals(403, send("PUT", presign(presigner, "snapshots/" + OTHER + "/x", Duration.ofMinutes(5))));
        }
    }

    @Test
    void presignedUrl_afterItsTime_isRefused() throws IOException, GeneralSecurityException {
        String own = AccessTarget.OWN_SNAPSHOT.key(BackupEnvironment.MAIN, OTHER);
        try (S3Presigner presigner = sessions.presigner(session(AccessIdentity.WRITER))) {
            URI put = presign(presigner, own, Duration.ofSeconds(1));

            Waiting.until("the URL has ended", Duration.ofSeconds(30), () -> send("PUT", put) == 403);
        }
    }

    @Test
    void presignedUrl_forReading_whoSignsMayNotRead_isRefused()
            throws IOException, InterruptedException, GeneralSecurityException {
        String own = AccessTarget.OWN_SNAPSHOT.key(BackupEnvironment.MAIN, OTHER);
        put(own);
        try (S3Presigner presigner = sessions.presigner(session(AccessIdentity.WRITER))) {
            URI get = URI.create(presigner
                    .presignGetObject(signed -> signed.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(
                                    request -> request.bucket(bucket.name()).key(own)))
                    .url()
                    .toString());

            assertEquals(403, send("GET", get));
        }
    }

    private URI presign(S3Presigner presigner, String key, Duration valid) {
        return URI.create(presigner
                .presignPutObject(signed -> signed.signatureDuration(valid)
                        .putObjectRequest(
                                request -> request.bucket(bucket.name()).key(key)))
                .url()
                .toString());
    }

    private static int send(String method, URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .method(
                        method,
                        method.equals("PUT")
                                ? HttpRequest.BodyPublishers.ofString("bytes")
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String answer(S3Client s3, AccessCell cell) {
        String own = own(cell.identity());
        String key = cell.target().group() == Group.OBJECT ? cell.target().key(own, OTHER) : "x";
        String snapshot = AccessTarget.OWN_SNAPSHOT.key(own, OTHER);
        put(snapshot);
        put(key);
        String upload = root.createMultipartUpload(
                        request -> request.bucket(bucket.name()).key(key))
                .uploadId();
        AccessCalls.Target target = new AccessCalls.Target(key, "null", upload, snapshot);
        try {
            return answer(new AccessCalls(s3, bucket.name(), target), cell.attempt());
        } finally {
            root.abortMultipartUpload(
                    request -> request.bucket(bucket.name()).key(key).uploadId(upload));
        }
    }

    private static String answer(AccessCalls calls, AccessAttempt attempt) {
        try {
            calls.make(attempt);
            return "done";
        } catch (S3Exception refused) {
            return refused.statusCode() == 403 ? "403" : refused.statusCode() + " " + refused.getMessage();
        }
    }

    private void put(String key) {
        root.putObject(request -> request.bucket(bucket.name()).key(key), RequestBody.fromString("bytes"));
    }

    private AwsSessionCredentials session(AccessIdentity identity) throws IOException, GeneralSecurityException {
        return sessions.credentials(role(identity), token(identity, AccessTarget.OWN_TOKEN));
    }

    private static String own(AccessIdentity identity) {
        return switch (identity) {
            case DRILL -> BackupEnvironment.DRILLED;
            case FOREIGN_WRITER -> StackSettings.FOREIGN;
            default -> BackupEnvironment.MAIN;
        };
    }

    private String role(AccessIdentity identity) {
        if (identity == AccessIdentity.FOREIGN_WRITER) {
            return StackSettings.writerRole(StackSettings.FOREIGN);
        }
        ClusterSettings cluster = clusters.get(own(identity));
        return switch (identity) {
            case WRITER -> cluster.get(ClusterSetting.WRITER_ROLE);
            case DRILL -> cluster.drillRole();
            case VERIFIER -> others.verifier();
            case WIDGET -> others.widget();
            case RESTORER -> others.restorer();
            case AUDITOR -> others.auditor();
            default -> throw new IllegalArgumentException(identity + " is not executed");
        };
    }

    /** The jobs of the two clusters have the same names, so the issuer alone tells their tokens apart. */
    private ServiceAccountRef account(AccessIdentity identity) {
        return identity == AccessIdentity.DRILL
                ? DrillNames.serviceAccount()
                : clusters.get(BackupEnvironment.MAIN).serviceAccount();
    }

    private String token(AccessIdentity identity, AccessTarget kind) throws IOException, GeneralSecurityException {
        ServiceAccountRef own = account(identity);
        ServiceAccountRef other = identity == AccessIdentity.DRILL
                ? clusters.get(BackupEnvironment.DRILLED).serviceAccount()
                : DrillNames.serviceAccount();
        boolean abroad = identity == AccessIdentity.FOREIGN_WRITER;
        return switch (kind) {
            case TOKEN_OF_THE_OTHER_JOB -> token(abroad, other, ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_OF_ANOTHER_ACCOUNT ->
                token(abroad, new ServiceAccountRef(own.namespace(), "default"), ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_OF_ANOTHER_NAMESPACE -> {
                if (!abroad) {
                    kubernetes.kubectl("create", "serviceaccount", own.name(), "--namespace=default");
                }
                yield token(abroad, new ServiceAccountRef("default", own.name()), ServiceAccountRef.STS_AUDIENCE);
            }
            case TOKEN_OF_ANOTHER_CLUSTER -> token(!abroad, own, ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_FOR_ANOTHER_AUDIENCE -> token(abroad, own, "vault");
            case EXPIRED_TOKEN -> {
                Duration age = Duration.ofHours(3);
                yield abroad
                        ? foreign.token(
                                own,
                                ServiceAccountRef.STS_AUDIENCE,
                                Instant.now().minus(age))
                        : AgedToken.of(token(false, own, ServiceAccountRef.STS_AUDIENCE), age, kubernetes.signingKey());
            }
            case FORGED_TOKEN -> {
                String real = token(abroad, own, ServiceAccountRef.STS_AUDIENCE);
                yield real.substring(0, real.length() - 20) + "A".repeat(20);
            }
            case OWN_TOKEN -> token(abroad, own, ServiceAccountRef.STS_AUDIENCE);
            default -> throw new IllegalArgumentException(kind + " is no token");
        };
    }

    private String token(boolean abroad, ServiceAccountRef account, String audience) throws GeneralSecurityException {
        return abroad
                ? foreign.token(account, audience, Instant.now())
                : kubernetes.token(account.namespace(), account.name(), audience);
    }
}
