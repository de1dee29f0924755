package io.vaultsnapshot.manifests.resource;

import org.cdk8s.plus25.k8s.Quantity;

/**
 * Sizes as Kubernetes writes them back, with the largest unit that leaves a whole number: 2Gi for 2048 MiB. In any other
 * form a second {@code kubectl apply} of the same file would report a change, since it compares the text.
 */
public final class Mebibytes {
    private static final String[] UNITS = {"Mi", "Gi", "Ti"};

    private Mebibytes() {}

    /** Returns the size. */
    public static Quantity quantity(int mebibytes) {
        int value = mebibytes;
        int unit = 0;
        while (value % 1024 == 0 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return Quantity.fromString(value + UNITS[unit]);
    }
}
