package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.contract.status.FleetProofs;
import io.vaultsnapshot.contract.status.FleetSnapshot;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployment in which all is right, and what a test takes away from it. */
final class Deployment {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final String ISSUER = "https://oidc.eks.eu-north-1.amazonaws.com/id/ABC";

    final FakePrograms programs = new FakePrograms();
    final Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
    final Path folder;
    String settings = """
            {"account": "222233334444", "region": "eu-north-1", "clusters": [{"name": "prod", "schedule": "0 2 * * *"}],
             "alerts": [{"protocol": "email", "endpoint": "oncall@example.com"},
                        {"protocol": "https", "endpoint": "https://hooks.example.com/s3cret"}]}""";
    boolean bucketAnswers = true;

    Deployment(Path folder) {
        this.folder = folder;
        write("package.json", "{\"devDependencies\": {\"aws-cdk\": \"2.1.0\"}}");
        write("node_modules/aws-cdk/package.json", "{\"version\": \"2.1.0\"}");
        write("dist/prod/10-service-account.yaml", "");
        programs.answer("node --version", "v22.1.0\n")
                .answer("aws --version", "aws-cli/2.17.0 Python/3.11\n")
                .answer("kubectl version", "Client Version: v1.34.2\nKustomize Version: v5\n")
                .answer("get-caller-identity", """
                        {"Account": "222233334444", "Arn": "arn:aws:sts::222233334444:assumed-role/admin/me"}""")
                .answer("aws configure list", "      region                eu-north-1  env  AWS_REGION\n")
                .answer("CDKToolkit", "{\"Stacks\": [{\"StackStatus\": \"CREATE_COMPLETE\"}]}")
                .answer(
                        "eks describe-cluster",
                        "{\"cluster\": {\"identity\": {\"oidc\": {\"issuer\": \"" + ISSUER + "\"}}}}")
                .answer("list-open-id-connect-providers", """
                        {"OpenIDConnectProviderList": [
                          {"Arn": "arn:aws:iam::222233334444:oidc-provider/oidc.eks.eu-north-1.amazonaws.com/id/ABC"}]}""")
                .answer("head-bucket", "")
                .answer("--stack-name VaultSnapshot", "{\"Stacks\": [{\"StackStatus\": \"UPDATE_COMPLETE\"}]}");
        subscriptions("arn:aws:sns:eu-north-1:222233334444:vault-snapshot-alerts:1");
        kubernetes();
        swept(Cause.PROVEN, NOW.minus(Duration.ofMinutes(4)));
    }

    private void kubernetes() {
        cronJob("prod", "0 2 * * *");
        programs.answer("get serviceaccount", """
                        {"metadata": {"annotations": {"eks.amazonaws.com/role-arn":
                          "arn:aws:iam::222233334444:role/vault-snapshot-eu-north-1-prod"}}}""")
                .answer("get networkpolicy", "{}")
                .answer("get pods", """
                        {"items": [{"metadata": {"name": "old", "creationTimestamp": "2026-11-22T02:00:00Z"}},
                                   {"metadata": {"name": "new", "creationTimestamp": "2026-11-23T02:00:00Z"}}]}""")
                .answer("logs new", "x 02:00 network policy: no answer from http://kube-dns:9153, which it forbids\n");
    }

    void cronJob(String cluster, String schedule) {
        programs.answer("get cronjob", """
                {"metadata": {"labels": {"app.kubernetes.io/instance": "%s"}},
                 "spec": {"suspend": false, "schedule": "%s", "timeZone": "Etc/UTC"}}""".formatted(cluster, schedule));
    }

    void association(String role) {
        programs.answer("list-pod-identity-associations", "{\"associations\": [{\"associationId\": \"a-1\"}]}")
                .answer("describe-pod-identity-association", "{\"association\": {\"roleArn\": \"" + role + "\"}}");
    }

    /** The newest pod has a container that waits. */
    void waitingPod(String statuses, String container, String reason) {
        programs.answer("get pods", """
                {"items": [{"metadata": {"name": "new", "creationTimestamp": "2026-11-23T02:00:00Z"},
                            "status": {"%s": [{"name": "%s", "image": "registry.example.com/x:1",
                                               "state": {"waiting": {"reason": "%s"}}}]}}]}""".formatted(statuses, container, reason));
    }

    void subscriptions(String arnOfMail) {
        programs.answer("list-subscriptions-by-topic", """
                {"Subscriptions": [
                  {"Protocol": "email", "Endpoint": "oncall@example.com", "SubscriptionArn": "%s"},
                  {"Protocol": "https", "Endpoint": "https://hooks.example.com/s3cret", "SubscriptionArn": "arn:2"}]}
                """.formatted(arnOfMail));
    }

    void firstSweep(Map<String, FleetEntry> clusters) {
        documents.put(StatusKey.FLEET_INDEX, new FleetIndex(NOW, clusters).toMap());
    }

    static FleetEntry withoutSnapshot() {
        return new FleetEntry(
                Situation.quiet(Cause.FIRST_SNAPSHOT_AWAITED, NOW),
                new FleetProofs(NOW.minus(Duration.ofDays(9)), null, Map.of(), Map.of()),
                null,
                null,
                null);
    }

    void swept(Cause cause, Instant at) {
        Instant taken = NOW.minus(Duration.ofHours(8));
        FleetEntry entry = new FleetEntry(
                new Situation(cause, AlertSeverity.WARNING, taken, null),
                new FleetProofs(NOW.minus(Duration.ofDays(9)), null, Map.of(), Map.of()),
                new FleetSnapshot(new SnapshotKey("prod", taken), Verdict.INTACT, 1L << 20, List.of()),
                null,
                null);
        documents.put(StatusKey.FLEET_INDEX, new FleetIndex(at, Map.of("prod", entry)).toMap());
    }

    Checkup examine() {
        return examine(new Doctor.Scope(null, "eks-prod"));
    }

    Checkup examine(Doctor.Scope scope) {
        Checkup checkup = new Checkup(check -> {});
        new Doctor(
                        checkup,
                        programs,
                        new Doctor.Place(folder, folder.resolve("dist"), settings -> new Documents()),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .examine(this::read, scope);
        return checkup;
    }

    private SnapshotSettings read() throws IOException {
        return SettingsParser.parse(Json.read(settings));
    }

    void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private final class Documents implements DocumentStore {
        @Override
        public List<StoredObject> list(String prefix) {
            throw new AssertionError("one document is enough");
        }

        @Override
        public Optional<StoredDocument> read(String key) throws StoreUnavailableException {
            if (!bucketAnswers) {
                throw new StoreUnavailableException("AccessDenied at reading " + key);
            }
            return Optional.ofNullable(documents.get(key)).map(fields -> new StoredDocument(fields, "1"));
        }

        @Override
        public String write(String key, Map<String, Object> document, @Nullable String ifMatch) {
            throw new AssertionError("doctor changes nothing");
        }

        @Override
        public String overwrite(String key, Map<String, Object> document) {
            throw new AssertionError("doctor changes nothing");
        }
    }
}
