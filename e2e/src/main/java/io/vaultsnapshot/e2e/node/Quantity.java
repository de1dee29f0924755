package io.vaultsnapshot.e2e.node;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resource quantities of Kubernetes, as far as the manifests use them. */
final class Quantity {
    private static final Map<String, BigDecimal> FACTORS = new LinkedHashMap<>();

    static {
        FACTORS.put("Ki", BigDecimal.valueOf(1L << 10));
        FACTORS.put("Mi", BigDecimal.valueOf(1L << 20));
        FACTORS.put("Gi", BigDecimal.valueOf(1L << 30));
        FACTORS.put("Ti", BigDecimal.valueOf(1L << 40));
        FACTORS.put("m", new BigDecimal("0.001"));
        FACTORS.put("k", BigDecimal.valueOf(1_000));
        FACTORS.put("M", BigDecimal.valueOf(1_000_000));
        FACTORS.put("G", BigDecimal.valueOf(1_000_000_000));
    }

    private Quantity() {}

    /** Returns a number of bytes. */
    static long bytes(String quantity) {
        return amount(quantity).longValueExact();
    }

    /** Returns an amount, such as 0.1 for {@code 100m}. */
    static BigDecimal amount(String quantity) {
        for (Map.Entry<String, BigDecimal> factor : FACTORS.entrySet()) {
            if (quantity.endsWith(factor.getKey())) {
                String number = quantity.substring(
                        0, quantity.length() - factor.getKey().length());
                return new BigDecimal(number).multiply(factor.getValue());
            }
        }
        return new BigDecimal(quantity);
    }
}
