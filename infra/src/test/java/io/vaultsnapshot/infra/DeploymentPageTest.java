package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.settings.DerivedSettings;
import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers of the page that people read before their first deployment. */
class DeploymentPageTest {
    private static final String PAGE = "docs/before-the-first-deployment.md";
    private static final int SNAPSHOT_MIB = 100;
    private static final int DAILY = 1;
    private static final int HOURLY = 24;

    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("minimal").template();
    }

    @Test
    void costs_areWhatTheTemplateAndTheCountsSay() throws IOException {
        List<MonthlyCost> columns = new ArrayList<>();
        for (int clusters : List.of(1, 100, 1000)) {
            columns.add(cost(clusters, DAILY));
            columns.add(cost(clusters, HOURLY));
        }
        StringBuilder table = new StringBuilder();
        table.append(row("USD in the first month", columns, DeploymentPageTest::heading));
        table.append("|---|" + "---:|".repeat(columns.size()) + "\n");
        for (String item : columns.get(0).items().keySet()) {
            table.append(row(item, columns, each -> dollars(each.items().get(item))));
        }
        table.append(row("**together**", columns, each -> "**" + dollars(sum(each)) + "**"));
        table.append(row("each further month adds", columns, each -> dollars(each.growth())));
        GeneratedBlock.check(PAGE, "costs", table.toString());
    }

    @Test
    void largestSnapshot_isTheSettingsLimit() throws IOException {
        int largest = DerivedSettings.LARGEST_SNAPSHOT_MIB;
        assertTrue(GeneratedBlock.page(PAGE).contains(String.format(Locale.ROOT, "%,d MiB", largest)));
    }

    @Test
    void mostGroups_areWhatFitsIntoOneStack() throws IOException {
        String page = GeneratedBlock.page(PAGE);
        assertTrue(page.contains(GroupsInOneStack.WITHOUT_DRILLS + " groups of clusters"));
        assertTrue(page.contains(GroupsInOneStack.WITH_DRILLS + " with restore drills"));
    }

    private static MonthlyCost cost(int clusters, int snapshotsADay) {
        return new MonthlyCost(template, clusters, snapshotsADay, SNAPSHOT_MIB);
    }

    private static String heading(MonthlyCost cost) {
        return cost.clusters() + (cost.snapshotsADay() == DAILY ? " daily" : " hourly");
    }

    private static double sum(MonthlyCost cost) {
        return cost.items().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, amount < 10 ? "%.2f" : "%,.0f", amount);
    }

    private static String row(String first, List<MonthlyCost> columns, Function<MonthlyCost, String> cell) {
        List<String> cells = new ArrayList<>(List.of(first));
        columns.forEach(each -> cells.add(cell.apply(each)));
        return GeneratedBlock.row(cells.toArray(String[]::new));
    }
}
