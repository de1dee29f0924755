package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.metric.LogField;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard, drawn from the body that is deployed, so that a review can look at it. */
class FleetDashboardTest {
    private static final Path PICTURE = Path.of("../docs/images/dashboard.svg");
    private static final Path GRAFANA = Path.of("../docs/grafana/vault-snapshot.json");

    private static JsonNode dashboard;

    @BeforeAll
    static void synthesize() {
        JsonNode properties = SynthesizedStack.of("full").template().properties("AWS::CloudWatch::Dashboard");
        assertEquals(AwsNames.DASHBOARD, properties.get("DashboardName").asText());
        dashboard = SynthesizedStack.json(properties.get("DashboardBody").asText());
    }

    @Test
    void picture_isOfThisDashboard() throws IOException {
        String drawn = DashboardPicture.of(dashboard, FleetDashboardTest::alarmName);
        assertTrue(drawn.contains(">" + AwsNames.HEARTBEAT_ALARM + "<"), "names that the mails have too");
        golden(PICTURE, drawn);
    }

    @Test
    void grafana_hasTheSameGraphs() throws IOException {
        String written = GrafanaDashboard.of(dashboard);
        golden(GRAFANA, written);
        JsonNode panels = SynthesizedStack.json(written).get("panels");
        List<String> titles = new ArrayList<>();
        panels.forEach(panel -> titles.add(panel.get("title").asText()));
        List<String> graphs = new ArrayList<>();
        for (JsonNode widget : dashboard.get("widgets")) {
            if (widget.get("type").asText().equals("metric")) {
                graphs.add(widget.at("/properties/title").asText());
            }
        }
        assertEquals(graphs, titles);
        // Nothing of this one's settings: other people import it.
        assertFalse(written.contains("eu-north-1"), written);
        assertFalse(written.contains("Token["), written);
    }

    private static void golden(Path file, String written) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, written);
        }
        assertEquals(
                Files.readString(file), written, "write it again with mvn verify -Dgolden.update=true, and look at it");
    }

    private static String alarmName(String logicalId) {
        return SynthesizedStack.of("full")
                .template()
                .resource(logicalId)
                .at("/Properties/AlarmName")
                .asText();
    }

    @Test
    void widgets_coverTheWidth_withoutOverlapping() {
        boolean[][] taken = new boolean[100][24];
        for (JsonNode widget : dashboard.get("widgets")) {
            for (int y = 0; y < widget.get("height").asInt(); y++) {
                for (int x = 0; x < widget.get("width").asInt(); x++) {
                    int row = widget.path("y").asInt() + y;
                    int column = widget.path("x").asInt() + x;
                    assertTrue(!taken[row][column], () -> row + " " + column);
                    taken[row][column] = true;
                }
            }
        }
    }

    @Test
    void widgets_showStatesAgesSizesTimesAndCost() {
        String body = dashboard.toString();
        Stream.of(ClusterState.values()).forEach(state -> assertTrue(body.contains(state.id()), state.id()));
        for (VerifierMetrics metric : List.of(
                VerifierMetrics.CLUSTERS_IN_STATE,
                VerifierMetrics.AGE_INTACT,
                VerifierMetrics.DEADLINE_PRESENT,
                VerifierMetrics.SNAPSHOT_SIZE,
                VerifierMetrics.VERIFICATION_DURATION,
                VerifierMetrics.RUN_DURATION)) {
            assertTrue(body.contains(metric.metric()), metric.metric());
        }
    }

    @Test
    void states_haveDifferentColors_andTheBestIsGreen() {
        JsonNode graph = null;
        for (JsonNode widget : dashboard.get("widgets")) {
            graph = widget.at("/properties/title").asText().equals("Clusters by state") ? widget : graph;
        }
        List<String> colors = new ArrayList<>();
        graph.at("/properties/metrics")
                .forEach(metric ->
                        colors.add(metric.get(metric.size() - 1).get("color").asText()));
        assertEquals(ClusterState.values().length, Set.copyOf(colors).size(), colors::toString);
        assertEquals("#2ca02c", colors.get(0));
    }

    @Test
    void clustersThatAreNotHealthy_areATableOfTheFieldsThatASweepLogs() {
        for (JsonNode widget : dashboard.get("widgets")) {
            if (widget.path("type").asText().equals("log")) {
                String query = widget.at("/properties/query").asText();
                assertTrue(query.contains("SOURCE '" + AwsNames.LOG_GROUP + "'"), query);
                Stream.of(LogField.values()).forEach(field -> assertTrue(query.contains(field.field()), query));
                assertTrue(query.contains("toMillis(@timestamp) >= now() * 1000 - 1200000"), query);
                assertEquals("table", widget.at("/properties/view").asText());
                return;
            }
        }
        throw new AssertionError("no table");
    }

    @Test
    void clusters_areDrawnByTheWidgetsFunction_onEachRefresh() {
        for (JsonNode widget : dashboard.get("widgets")) {
            if (widget.path("type").asText().equals("custom")) {
                assertTrue(widget.at("/properties/updateOn/refresh").asBoolean());
                assertEquals(
                        "${WidgetFunction.Arn}",
                        widget.at("/properties/endpoint").asText());
                return;
            }
        }
        throw new AssertionError("no widget that a function draws");
    }

    @Test
    void alarms_areAllOnIt() {
        int shown = 0;
        for (JsonNode widget : dashboard.get("widgets")) {
            shown += widget.at("/properties/alarms").size();
        }
        // Every alarm with an action. The levels' alarms have none, since their group's alarm has one.
        SynthesizedStack full = SynthesizedStack.of("full");
        long alarms = Stream.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
                .flatMap(type -> full.template().resources(type).stream())
                .filter(alarm -> alarm.at("/Properties/AlarmActions").size() > 0)
                .count();
        assertEquals(alarms, shown);
    }
}
