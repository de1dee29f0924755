package io.vaultsnapshot.manifests.resource;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server listens, as far as a NetworkPolicy can tell it.
 *
 * @param namespace the namespace of its Service, or empty when the address is not that of a Service
 * @param port the address's port
 */
record ServerEndpoint(Optional<String> namespace, int port) {
    private static final Pattern SERVICE = Pattern.compile("(?:[^.]+\\.)+([^.]+)\\.svc(?:\\..*)?");

    /** Returns the endpoint of an address that the settings accept: {@code http[s]://host[:port]}. */
    static ServerEndpoint of(String address) {
        URI uri = URI.create(address.toLowerCase(Locale.ROOT));
        // getHost() is null for names that no RFC allows but that the settings and the CLI take, such as a_b.
        String authority = uri.getRawAuthority();
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int schemePort = uri.getScheme().equals("https") ? 443 : 80;
        int port = colon < 0 ? schemePort : Integer.parseInt(authority.substring(colon + 1));
        Matcher service = SERVICE.matcher(host);
        return new ServerEndpoint(service.matches() ? Optional.of(service.group(1)) : Optional.empty(), port);
    }
}
