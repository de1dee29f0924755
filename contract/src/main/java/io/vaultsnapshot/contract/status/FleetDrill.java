package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest restore drill of a cluster, as the fleet's index has it.
 *
 * @param startedAt when it began
 * @param outcome how it ended, as the verifier judged it
 */
public record FleetDrill(Instant startedAt, DrillOutcome outcome) {
    static FleetDrill of(DrillEnd end) {
        return new FleetDrill(end.key().startedAt(), end.outcome());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("startedAt", startedAt.toString());
        map.put("result", outcome.name());
        return map;
    }

    static FleetDrill of(JsonObject document) {
        return new FleetDrill(document.time("startedAt"), document.oneOf("result", DrillOutcome::ofName));
    }
}
