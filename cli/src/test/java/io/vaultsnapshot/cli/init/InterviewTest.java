package io.vaultsnapshot.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.cli.doctor.FakePrograms;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Questions and answers, and the settings that they make. */
class InterviewTest {
    private final Deque<String> typed = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();

    private boolean ask(SettingsDraft draft, Map<Question, String> offers) {
        return new Interview(this::answer, new PrintWriter(out, true), offers).complete(draft);
    }

    private Optional<String> answer(String question) {
        out.write(question + "\n");
        return Optional.ofNullable(typed.poll());
    }

    @Test
    void answers_allTyped_makeSettingsThatParse() throws IOException {
        typed.addAll(List.of(
                "222233334444",
                "eu-west-1",
                "prod, test",
                "openbao",
                "https://bao.example.com",
                "https://bao.vault.svc:8200",
                "me@example.com"));
        SettingsDraft draft = new SettingsDraft(Map.of());

        assertTrue(ask(draft, Map.of()), out::toString);

        SnapshotSettings settings = SettingsParser.parse(Json.read(draft.text()));
        assertEquals("eu-west-1", settings.region());
        assertEquals(2, settings.clusters().size());
        assertTrue(out.toString().contains("is no Service of the cluster. Name one here."), out::toString);
        assertEquals(
                "https://bao.vault.svc:8200",
                settings.clusters().get(1).get(ClusterSetting.VAULT_ADDRESS).toString());
        assertEquals("me@example.com", settings.alerts().get(0).endpoint());
    }

    @Test
    void answer_wrong_isRefusedWithTheParsersWordsAndAskedAgain() {
        typed.addAll(List.of("1234", "222233334444", "eu-nort-1", "eu-north-1", "a b/c", "prod"));
        SettingsDraft draft = new SettingsDraft(Map.of(
                Question.SERVER, List.of("vault"),
                Question.VAULT_ADDRESS, List.of("http://vault:8200"),
                Question.EMAIL, List.of("me@example.com")));

        assertTrue(ask(draft, Map.of()));

        String text = out.toString();
        assertTrue(text.contains("account: '1234' is not allowed; must be 12 digits"), text);
        assertTrue(text.contains("region: 'eu-nort-1'"), text);
        assertTrue(text.contains("clusters[1].name: 'b/c'"), text);
        assertFalse(text.contains("Server"), "what was given is not asked: " + text);
        assertTrue(draft.text().contains("{\"name\":\"prod\""), draft::text);
    }

    @Test
    void answer_enter_takesTheOfferAndWritesNoDefault() {
        typed.addAll(List.of("", "", "", "", "", "", "me@example.com"));
        SettingsDraft draft = new SettingsDraft(Map.of());
        Map<Question, String> offers = new Offers(programs(), Map.of("AWS_REGION", "eu-west-1")).find(open -> true);

        assertTrue(ask(draft, offers));

        assertTrue(draft.text().contains("\"account\": \"222233334444\""), draft::text);
        assertTrue(draft.text().contains("    {\"name\":\"prod\"}\n"), draft::text);
    }

    @Test
    void input_endsBetweenTwoQuestions_isNotComplete() {
        typed.addAll(List.of("222233334444", "moon"));
        SettingsDraft draft = new SettingsDraft(Map.of());

        assertFalse(ask(draft, Map.of()));
        assertTrue(draft.has(Question.ACCOUNT));
        assertFalse(draft.has(Question.REGION), "a wrong answer is none");
    }

    @Test
    void confirm_takesOnlyEnterAndYes() {
        typed.addAll(List.of("", "y", "YES", "n", "what"));
        Interview interview = new Interview(this::answer, new PrintWriter(out, true), Map.of());

        List<Boolean> answers =
                Stream.generate(() -> interview.confirm("Write?")).limit(5).toList();

        assertEquals(List.of(true, true, true, false, false), answers);
        assertFalse(interview.confirm("Write?"), "the input has ended");
    }

    @Test
    void usualAnswers_areTheDefaultsOfTheSettings() {
        SnapshotSettings settings = SettingsParser.parse(
                Map.of("account", "222233334444", "region", "eu-north-1", "clusters", List.of(Map.of("name", "prod"))));

        assertEquals(settings.clusters().get(0).get(ClusterSetting.SERVER).id(), Question.SERVER.usual());
        assertEquals(
                settings.clusters().get(0).get(ClusterSetting.VAULT_ADDRESS).toString(),
                Question.VAULT_ADDRESS.usual());
    }

    @Test
    void offers_ofOddPrograms_areNone() {
        FakePrograms odd = programs()
                .answer("get-caller-identity", "{\"Account\": \"no number\"}")
                .answer("current-context", "minikube\n")
                .fail("configure get region", "");

        Map<Question, String> offers = new Offers(odd, Map.of()).find(open -> true);
        assertNull(offers.get(Question.ACCOUNT));
        assertNull(offers.get(Question.REGION));
        assertNull(offers.get(Question.CLUSTER));
        assertEquals(
                "staging",
                new Offers(odd.answer("current-context", "me@staging.eu-north-1.eksctl.io"), Map.of())
                        .find(open -> true)
                        .get(Question.CLUSTER));
        assertNull(new Offers(programs(), Map.of())
                .find(open -> open == Question.EMAIL)
                .get(Question.ACCOUNT));
        assertNull(new Offers(programs().without("aws"), Map.of())
                .find(open -> true)
                .get(Question.ACCOUNT));
    }

    private static FakePrograms programs() {
        return new FakePrograms()
                .answer("get-caller-identity", "{\"Account\": \"222233334444\"}")
                .answer("configure get region", "eu-north-1\n")
                .answer("current-context", "arn:aws:eks:eu-north-1:222233334444:cluster/prod\n");
    }
}
