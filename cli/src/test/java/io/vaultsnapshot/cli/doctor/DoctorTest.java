package io.vaultsnapshot.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.cli.view.Emphasis;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check: seen right, seen wrong with what to do, and skipped when it needs what is wrong. */
class DoctorTest {
    private static final String DENIED = "An error occurred (AccessDenied) when calling it: not authorized";

    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeEach
    void allIsRight() {
        deployment = new Deployment(folder);
    }

    @Test
    void checkup_allIsRight_hasEverySubjectOnceAndNoMiss() throws IOException {
        Checkup checkup = deployment.examine();

        assertEquals(Optional.empty(), checkup.worst(), () -> text(checkup));
        assertEquals(
                List.of(Subject.values()),
                checkup.checks().stream().map(Check::subject).toList());
        assertEquals(Subject.values().length, checkup.count(Outcome.OK), () -> text(checkup));
        assertGolden("right.txt", text(checkup));
    }

    @Test
    void checkup_beforeTheFirstDeployment_namesTheNextStepOfEachMiss() throws IOException {
        deployment.programs.fail("CDKToolkit", Misses.NOT_THERE);
        deployment.programs.fail("--stack-name VaultSnapshot", Misses.NOT_THERE);
        deployment.programs.answer("list-open-id-connect-providers", "{\"OpenIDConnectProviderList\": []}");
        deployment.programs.fail("head-bucket", "An error occurred (404) when calling HeadBucket: Not Found");
        deployment.programs.fail("get cronjob", Misses.KUBE_NOT_FOUND);
        Files.delete(folder.resolve("dist/prod/10-service-account.yaml"));
        Files.delete(folder.resolve("dist/prod"));
        Files.delete(folder.resolve("node_modules/aws-cdk/package.json"));

        assertGolden("misses.txt", text(deployment.examine()));
    }

    @Test
    void clusterInAnotherRegion_isAskedForThere_byTheNameThatEksKnows() {
        deployment.settings = deployment.settings.replace(
                "\"name\": \"prod\"", "\"name\": \"prod\", \"eksClusterName\": \"live\", \"region\": \"eu-west-1\"");

        Checkup checkup = deployment.examine();

        assertEquals(Optional.empty(), checkup.worst(), () -> text(checkup));
        assertTrue(
                deployment.programs.commands().stream()
                        .anyMatch(command ->
                                command.startsWith("aws eks describe-cluster --name live --region eu-west-1 ")),
                () -> deployment.programs.commands().toString());
    }

    /** These credentials cannot see it, and the stack makes its provider. */
    @Test
    void clusterInAnotherAccount_isNotAskedFor() {
        deployment.settings = deployment.settings.replace(
                "\"name\": \"prod\"",
                "\"name\": \"prod\", \"account\": \"444455556666\", \"oidcIssuer\": \"https://oidc.example.com/id/A\"");
        deployment.programs.fail("aws eks", DENIED);
        deployment.programs.answer("list-open-id-connect-providers", "{\"OpenIDConnectProviderList\": []}");

        Checkup checkup = deployment.examine();

        assertEquals(Optional.empty(), checkup.worst(), () -> text(checkup));
        assertTrue(text(checkup).contains("in account 444455556666; the stack makes the OIDC provider"), text(checkup));
    }

    @ParameterizedTest
    @MethodSource("io.vaultsnapshot.cli.doctor.Misses#all")
    void checkup_oneThingIsWrong_isAMissWithItsNextStep(Subject subject, Consumer<Deployment> change, String next) {
        change.accept(deployment);

        Checkup checkup = deployment.examine();

        Check check = check(checkup, subject);
        assertEquals(Outcome.MISS, check.outcome(), () -> text(checkup));
        assertTrue(String.valueOf(check.next()).contains(next), () -> check.next() + "\n" + text(checkup));
        assertEquals(Optional.of(Outcome.MISS), checkup.worst());
        assertTrue(
                checkup.checks().stream()
                        .filter(each -> each.subject().needs().contains(subject))
                        .allMatch(each ->
                                each.outcome() == Outcome.SKIPPED && each.text().startsWith("needs '")),
                () -> text(checkup));
    }

    @Test
    void misses_ofThisTest_areOfEverySubjectThatCanBeMissed() {
        Set<Subject> tried =
                Misses.all().map(each -> (Subject) each.get()[0]).collect(Collectors.toCollection(TreeSet::new));
        // Without a Java there is no checkup; the golden file has the one that is not written.
        tried.addAll(List.of(Subject.JAVA, Subject.MANIFESTS));

        assertEquals(new TreeSet<>(List.of(Subject.values())), tried);
    }

    @Test
    void checkup_networkIsAway_isNoMissOfCredentials() {
        deployment.programs.fail("get-caller-identity", "Could not connect to the endpoint URL: \"https://sts\"");

        Checkup checkup = deployment.examine();

        assertEquals(Outcome.UNKNOWN, check(checkup, Subject.CREDENTIALS).outcome());
        assertEquals(Optional.of(Outcome.UNKNOWN), checkup.worst(), () -> text(checkup));
    }

    static Stream<Arguments> unknowns() {
        return Stream.of("CDKToolkit", "describe-cluster", "list-open-id", "head-bucket", "VaultSnapshot", "list-subs")
                .map(command -> Arguments.of(command, DENIED));
    }

    @ParameterizedTest
    @MethodSource("unknowns")
    void checkup_awsRefuses_couldNotLookAndIsNoMiss(String command, String answer) {
        deployment.programs.fail(command, answer);

        Checkup checkup = deployment.examine();

        assertEquals(Optional.of(Outcome.UNKNOWN), checkup.worst(), () -> text(checkup));
        assertTrue(text(checkup).contains("let this identity read it"), () -> text(checkup));
    }

    @Test
    void checkup_kubernetesOrBucketDoNotAnswer_couldNotLook() {
        deployment.programs.fail("get cronjob", "error: context \"eks-prod\" does not exist");
        deployment.bucketAnswers = false;

        Checkup checkup = deployment.examine();

        assertEquals(Outcome.UNKNOWN, check(checkup, Subject.CRON_JOB).outcome());
        assertEquals(Outcome.UNKNOWN, check(checkup, Subject.SWEEP).outcome());
        assertEquals(Outcome.SKIPPED, check(checkup, Subject.SNAPSHOT).outcome());
        assertEquals(Optional.of(Outcome.UNKNOWN), checkup.worst(), () -> text(checkup));
    }

    @Test
    void checkup_answersOfAnotherShape_areUnknownAndNoCrash() {
        for (String command : List.of("aws ", "kubectl --context")) {
            for (String answer : List.of("[]", "<html>", "{\"Stacks\": 1, \"items\": {}, \"metadata\": []}")) {
                Deployment odd = new Deployment(folder);
                odd.programs.answer(command, answer);
                odd.programs.answer("aws configure list", "region eu-north-1 env\n");

                Checkup checkup = odd.examine();
                assertTrue(checkup.count(Outcome.UNKNOWN) > 0, () -> command + answer + text(checkup));
            }
        }
    }

    @Test
    void checkup_withoutAContext_doesNotAskKubectl() {
        Checkup checkup = deployment.examine(new Doctor.Scope("prod", null));

        assertEquals(Optional.empty(), checkup.worst());
        assertTrue(check(checkup, Subject.CRON_JOB).text().contains("--context NAME"), () -> text(checkup));
        assertTrue(deployment.programs.commands().stream().noneMatch(line -> line.startsWith("kubectl --context")));
        assertThrows(IllegalArgumentException.class, () -> deployment.examine(new Doctor.Scope("nobody", "eks-prod")));
    }

    @Test
    void checkup_withPodIdentity_asksForTheAgentAndForNoProvider() {
        Misses.podIdentity(deployment);

        Checkup checkup = deployment.examine();

        assertEquals(Optional.empty(), checkup.worst(), () -> text(checkup));
        assertTrue(check(checkup, Subject.SERVICE_ACCOUNT).text().contains("EKS Pod Identity gives it arn:aws:iam::"));
        assertTrue(deployment.programs.commands().stream().noneMatch(line -> line.contains("open-id")));
    }

    @Test
    void checkup_secretsAndControlCharacters_areNotPrinted() {
        deployment.programs.answer("list-subscriptions-by-topic", "{\"Subscriptions\": []}");
        deployment.settings =
                deployment.settings.replace("{\"protocol\": \"email\", \"endpoint\": \"oncall@example.com\"},", "");
        deployment.programs.fail("CDKToolkit", "\u001b[2Jcleared");

        String text = text(deployment.examine());

        assertTrue(text.contains("the HTTPS endpoint is not subscribed"), text);
        assertFalse(text.contains("s3cret"), text);
        assertFalse(text.contains("\u001b"), text);
    }

    @Test
    void checkup_asJson_hasSchemaAndEveryCheck() throws IOException {
        deployment.subscriptions("PendingConfirmation");

        Map<String, Object> json = Json.read(Json.write(deployment.examine().toMap()));

        assertEquals("doctor-output/1.0", json.get("schema"));
        assertEquals(false, json.get("right"));
        String checks = String.valueOf(json.get("checks"));
        assertTrue(checks.contains("{stage=stack, check=subscriptions, outcome=miss, seen=email oncall"), checks);
        assertTrue(checks.contains("{stage=backups, check=snapshot, cluster=prod, outcome=ok, "), checks);
    }

    /** The words that are looked for, and the places that a reader is sent to. */
    @Test
    void words_ofLogAndPages_areThere() throws IOException {
        String script = Files.readString(
                Path.of("../manifests/src/main/resources/io/vaultsnapshot/manifests/scripts/take-snapshot.sh"));
        assertTrue(script.contains("\"" + KubernetesChecks.PROBE + KubernetesChecks.NOT_ENFORCED + " "));
        assertTrue(script.contains("\"" + KubernetesChecks.PROBE + "no answer "));
        Set<String> links = Misses.all()
                .map(each -> String.valueOf(each.get()[2]))
                .filter(next -> next.contains("#"))
                .collect(Collectors.toSet());
        assertEquals(4, links.size());
        for (String link : links) {
            String page = link.startsWith("#") ? "docs/before-the-first-deployment.md" : link.split("#", 2)[0];
            List<String> anchors = Files.readAllLines(Path.of("..", page)).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                    .toList();
            assertTrue(anchors.contains(link.split("#", 2)[1]), link);
        }
    }

    /** A fleet's checkup would take a second for each cluster and question otherwise. */
    @Test
    void checkup_ofManyClusters_asksEachQuestionOnce() {
        deployment.settings =
                deployment.settings.replace("\"clusters\": [", "\"clusters\": [{\"name\": \"a\"}, {\"name\": \"b\"}, ");

        deployment.examine(new Doctor.Scope(null, null));

        List<String> asked = deployment.programs.commands().stream()
                .filter(line -> line.startsWith("aws "))
                .toList();
        assertEquals(List.copyOf(new LinkedHashSet<>(asked)), asked);
        assertEquals(
                3,
                asked.stream().filter(line -> line.contains("describe-cluster")).count());
    }

    private static Check check(Checkup checkup, Subject subject) {
        return checkup.checks().stream()
                .filter(each -> each.subject() == subject)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Checkup checkup) {
        StringWriter text = new StringWriter();
        new CheckupView(new PrintWriter(text, true), Emphasis.NONE).print(checkup);
        return text.toString();
    }

    private void assertGolden(String name, String text) throws IOException {
        Path golden = Path.of("src/test/resources/doctor", name);
        String stable = text.replace(folder.toString(), "/work").replaceFirst("java: \\S+", "java: 17");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, stable);
        }
        assertEquals(Files.readString(golden), stable);
    }
}
