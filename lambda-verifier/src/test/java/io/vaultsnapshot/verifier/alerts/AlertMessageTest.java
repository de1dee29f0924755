package io.vaultsnapshot.verifier.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.ClusterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads, for every state and kind that can be told. */
class AlertMessageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/alerts");

    @ParameterizedTest
    @MethodSource("messages")
    void of_stateAndKind_readsAsAgreed(String name, AlertGroup group) throws IOException {
        AlertMessage message = AlertMessage.of(group, Alerts.LINKS);
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
        Stream<Alert> told = Stream.of(ClusterState.values())
                .filter(state -> state.compareTo(ClusterState.LATE) > 0)
                .flatMap(state -> Stream.of(AlertKind.PROBLEM, AlertKind.REMINDER, AlertKind.RECOVERY)
                        .map(kind -> Alerts.alert("demo", state, kind)));
        Stream<Alert> notices = Stream.of(ClusterState.HEALTHY, ClusterState.PAUSED)
                .map(state -> Alerts.alert("demo", state, AlertKind.NOTICE));
        Stream<Arguments> single = Stream.concat(told, notices)
                .map(alert -> Arguments.of(
                        (alert.state() + "-" + alert.kind()).toLowerCase(Locale.ROOT), new AlertGroup(List.of(alert))));
        return Stream.concat(
                single,
                Stream.of(
                        Arguments.of("self-test", new AlertGroup(List.of(Alerts.selfTest()))),
                        Arguments.of("group-stale-problem", group(AlertKind.PROBLEM, 60)),
                        Arguments.of("group-stale-reminder", group(AlertKind.REMINDER, 6)),
                        Arguments.of("group-stale-recovery", group(AlertKind.RECOVERY, 6))));
    }

    private static AlertGroup group(AlertKind kind, int members) {
        return new AlertGroup(IntStream.range(0, members)
                .mapToObj(number -> Alerts.alert("cluster-%02d".formatted(number), ClusterState.STALE, kind))
                .toList());
    }

    @ParameterizedTest
    @EnumSource(ClusterState.class)
    void of_longestClusterName_subjectFitsSns(ClusterState state) {
        for (AlertKind kind : AlertKind.values()) {
            if (!kind.isForPeople()) {
                continue;
            }
            String subject = AlertMessage.of(
                            new AlertGroup(List.of(Alerts.alert("c".repeat(100), state, kind))), Alerts.LINKS)
                    .subject();
            assertTrue(subject.length() <= AlertMessage.SUBJECT_LIMIT, subject);
            assertTrue(subject.matches("[\\x20-\\x7e]+"), subject);
        }
    }
}
