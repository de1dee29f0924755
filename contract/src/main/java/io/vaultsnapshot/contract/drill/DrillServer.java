package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The throw-away server of a drill.
 *
 * @param product {@code vault} or {@code openbao}
 * @param version its version, such as {@code 1.21.4}
 */
public record DrillServer(String product, String version) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(DrillField.PRODUCT, product);
        map.put(DrillField.VERSION, version);
        return map;
    }

    static DrillServer of(JsonObject document) {
        ProofText text = new ProofText(document);
        return new DrillServer(
                text.matching(DrillField.PRODUCT, "vault|openbao"),
                text.matching(DrillField.VERSION, "[A-Za-z0-9.+_-]{1,64}"));
    }
}
