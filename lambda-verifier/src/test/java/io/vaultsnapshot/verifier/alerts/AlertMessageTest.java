package io.vaultsnapshot.verifier.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads, for everything that the state machine can decide to tell. */
class AlertMessageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/alerts");
    /** What fits on one screen of a phone: so many lines of so many characters. */
    private static final int SCREEN_LINES = 24;

    private static final int LINE_LENGTH = 45;

    @ParameterizedTest
    @MethodSource("messages")
    void of_decidedAlert_readsAsAgreed(String name, AlertGroup group) throws IOException {
        AlertMessage message = AlertMessage.of(group, DecidedAlerts.LINKS);
        String text = "Subject: " + message.subject() + "\n\n" + message.body();
        Path golden = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text, "regenerate with mvn verify -Dgolden.update=true");
    }

    @Test
    void golden_everyFile_isOfAMessage() throws IOException {
        List<String> names =
                messages().map(each -> each.get()[0] + ".txt").sorted().toList();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertEquals(
                    names,
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    static Stream<Arguments> messages() {
        Map<String, AlertGroup> messages = new TreeMap<>();
        DecidedAlerts.all().forEach((name, alert) -> messages.put(name, new AlertGroup(List.of(alert))));
        for (AlertKind kind : List.of(AlertKind.PROBLEM, AlertKind.REMINDER, AlertKind.RECOVERY)) {
            int members = kind == AlertKind.PROBLEM ? 60 : 6;
            messages.put("group-" + kind.id(), DecidedAlerts.group(Cause.SNAPSHOT_OVERDUE, kind, members));
        }
        return messages.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** Who is woken reads the time on the wall, and searches the logs by UTC. */
    @ParameterizedTest
    @MethodSource("messages")
    void of_clusterInAnotherZone_hasItsTimesBesideUtc(String name, AlertGroup group) {
        AlertLinks helsinki = new AlertLinks("snapshots", "docs/runbook.md", any -> ZoneId.of("Europe/Helsinki"));
        String body = AlertMessage.of(group, helsinki).body();
        if (group.isSingle()) {
            assertEquals(
                    0,
                    body.split("[0-9]{2}:[0-9]{2} UTC(?! \\([A-Z][a-z]{2} [0-9]{2}:[0-9]{2} in Europe/Helsinki\\))", -1)
                                    .length
                            - 1,
                    body);
        }
        String utc = AlertMessage.of(group, DecidedAlerts.LINKS).body();
        assertEquals(utc, body.replaceAll(" \\([A-Z][a-z]{2} [0-9]{2}:[0-9]{2} in Europe/Helsinki\\)", ""));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void of_anyAlert_saysNoFractionOfASecond_andHowBadItIsInTheSubject(String name, AlertGroup group) {
        AlertMessage message = AlertMessage.of(group, DecidedAlerts.LINKS);
        assertFalse(message.body().matches("(?s).*:[0-9]{2}[.][0-9].*"), message::body);
        boolean bad = (group.kind() == AlertKind.PROBLEM || group.kind() == AlertKind.REMINDER)
                && !group.first().selfTest();
        assertTrue(!bad || message.subject().contains(group.severity().name()), message::subject);
    }

    /** The kind of the old mistake: an alert about a missing proof that prints what the level shows when it is there. */
    @ParameterizedTest
    @MethodSource("messages")
    void of_alertAboutSomethingBad_neverSaysWhatAProofWouldShow(String name, AlertGroup group) {
        AlertMessage message = AlertMessage.of(group, DecidedAlerts.LINKS);
        String opening =
                message.subject() + message.body().substring(0, message.body().indexOf("\n\n"));
        for (ProofLevel level : ProofLevel.values()) {
            assertFalse(opening.contains(level.shown()), name + " claims: " + level.shown());
        }
        if (group.cause() == Cause.SNAPSHOT_SUSPECT) {
            assertFalse(message.body().contains("corrupt"), "the bytes of a suspect snapshot are right");
        }
        if (group.cause() == Cause.SEAL_KEY_UNUSABLE && group.kind() != AlertKind.RECOVERY) {
            assertTrue(opening.contains("everything"), "no snapshot can be unsealed without the key");
            assertFalse(message.body().contains(ProofLevel.UNSEALABLE.brief()), message.body());
        }
    }

    /** What is wrong, since when, what would be lost, what to do: all before the details, on one screen. */
    @ParameterizedTest
    @MethodSource("messages")
    void of_problem_hasTheFourAnswersInOrderOnOneScreen(String name, AlertGroup group) {
        if (group.kind() != AlertKind.PROBLEM || group.first().selfTest()) {
            return;
        }
        String body = AlertMessage.of(group, DecidedAlerts.LINKS).body();
        int what = body.indexOf(group.cause().meaning(group.alerts().size()));
        int since = body.indexOf("\nSince ");
        int loss = body.indexOf("\nYou would lose: ");
        int next = body.indexOf("\nDo now: ");
        assertTrue(0 <= what && what < since && since < loss && loss < next, body);
        String screen = body.substring(0, body.indexOf("\nRunbook: "));
        int lines =
                screen.lines().mapToInt(line -> 1 + line.length() / LINE_LENGTH).sum();
        assertTrue(lines <= SCREEN_LINES, lines + " lines on a phone:\n" + screen);
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void of_longestClusterName_subjectFitsSns(AlertKind kind) {
        String longest = "c".repeat(100);
        List<Alert> alerts = Stream.concat(
                        DecidedAlerts.toldCauses().map(cause -> DecidedAlerts.of(longest, cause, AlertKind.PROBLEM)),
                        DecidedAlerts.all().values().stream())
                .filter(alert -> alert.kind() == kind)
                .toList();
        assertFalse(alerts.isEmpty());
        for (Alert alert : alerts) {
            String subject = AlertMessage.of(new AlertGroup(List.of(alert)), DecidedAlerts.LINKS)
                    .subject();
            assertTrue(subject.length() <= AlertMessage.SUBJECT_LIMIT, subject);
            assertTrue(subject.matches("[\\x20-\\x7e]+"), subject);
        }
    }
}
