package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.settings.ServerUrl;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://vault.vault.svc.cluster.local:8200, vault,    8200",
        "https://vault-0.vault-internal.hashi.svc,  hashi,    443",
        "http://Vault.Prod.SVC:80,                  prod,     80",
        "http://vault.vault.svc.cluster.local,      vault,    80",
    })
    void of_service_hasItsNamespace(String address, String namespace, int port) {
        assertEquals(
                new ServerEndpoint(Optional.of(namespace), port),
                ServerEndpoint.of(ServerUrl.parse(address).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://vault.example.com,      443",
        "https://vault.example.com:8200, 8200",
        "http://10.0.0.7:8200,           8200",
        "http://vault.vault:8200,        8200",
        "http://svc.example.com:8200,    8200",
        "http://vault.svc:8200,          8200",
    })
    void of_anyOtherAddress_hasOnlyAPort(String address, int port) {
        assertEquals(
                new ServerEndpoint(Optional.empty(), port),
                ServerEndpoint.of(ServerUrl.parse(address).orElseThrow()));
    }
}
