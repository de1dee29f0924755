package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.settings.ServerUrl;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server listens, as far as a NetworkPolicy can name it.
 *
 * @param namespace the namespace of its Service, or empty when the address is not that of a Service
 * @param port the address's port
 */
record ServerEndpoint(Optional<String> namespace, int port) {
    private static final Pattern SERVICE = Pattern.compile("(?:[^.]+\\.)+([^.]+)\\.svc(?:\\..*)?");

    static ServerEndpoint of(ServerUrl address) {
        Matcher service = SERVICE.matcher(address.host().toLowerCase(Locale.ROOT));
        return new ServerEndpoint(service.matches() ? Optional.of(service.group(1)) : Optional.empty(), address.port());
    }
}
