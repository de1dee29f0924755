package io.vaultsnapshot.e2e.outputs;

import java.net.URI;

/**
 * The addresses of a cluster's OIDC issuer, in the form of EKS: without a port, keys under {@code /keys}.
 *
 * @param url such as {@code https://oidc.eks.eu-north-1.amazonaws.com/id/0123456789ABCDEF}
 */
public record Issuer(URI url) {
    /** Returns the host that serves it. */
    public String host() {
        return url.getHost();
    }

    /** Returns the path of the issuer on that host. */
    public String path() {
        return url.getPath();
    }

    /** Returns the URL of its keys. */
    public URI keys() {
        return URI.create(url + "/keys");
    }
}
