package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.sandbox.http.LoopbackServer;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInsTest {
    private static final String TO_BUCKET = "s3://bucket/snapshots/demo/x.snap";

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = new Workspace(folder);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void server_threeCommandsOfTheJob_answered() throws IOException {
        StandIns.writeServerCli(workspace, ServerKind.OPENBAO);
        Path jwt = workspace.write("jwt", "a token");
        CommandResult login = bao("", "write", "-field=token", "auth/kube-demo/login", "role=r", "jwt=@" + jwt);
        assertEquals(0, login.exitCode(), login::printed);
        Path saved = folder.resolve("saved.snap");
        assertEquals(
                0,
                bao(login.out(), "operator", "raft", "snapshot", "save", saved.toString())
                        .exitCode());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("openbao-2.6.2-300-secrets.snap")), Files.readAllBytes(saved));
        assertEquals(0, bao(login.out(), "token", "revoke", "-self").exitCode());
    }

    @Test
    void server_withoutItsTokenOrOtherCommand_refuses() {
        StandIns.writeServerCli(workspace, ServerKind.OPENBAO);
        assertEquals(
                2,
                bao("guess", "operator", "raft", "snapshot", "save", "x.snap").exitCode());
        assertEquals(0, bao("", "version").exitCode());
        assertEquals(2, bao("", "status").exitCode());
        assertEquals(
                2,
                bao("", "write", "-field=token", "auth/kube-demo/login", "role=r", "jwt=@/no/file")
                        .exitCode());
    }

    @Test
    void upload_callOfTheJob_putsTheFile() {
        List<String> received = new ArrayList<>();
        try (LoopbackServer s3 = new LoopbackServer("s3", 1, exchange -> receive(exchange, received))) {
            CommandResult result = aws(s3.address().toString(), "cp");
            assertEquals(0, result.exitCode(), result::printed);
        }
        assertEquals(List.of("PUT /bucket/snapshots/demo/x.snap content"), received);
    }

    @Test
    void upload_otherCallRefusalOrNoRole_fails() {
        try (LoopbackServer s3 = new LoopbackServer(
                "s3", 1, exchange -> LoopbackServer.answer(exchange, 403, "text/plain", "AccessDenied"))) {
            assertEquals(2, aws(s3.address().toString(), "rm").exitCode());
            CommandResult refused = aws(s3.address().toString(), "cp");
            assertEquals(1, refused.exitCode());
            assertTrue(refused.err().contains("AccessDenied"), refused::printed);
        }
        assertEquals(1, aws("", "cp").exitCode());
    }

    private static void receive(HttpExchange exchange, List<String> received) throws IOException {
        received.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + LoopbackServer.body(exchange));
        LoopbackServer.answer(exchange, 200, "text/plain", "");
    }

    private CommandResult aws(String endpoint, String action) {
        Path program = StandIns.writeAwsCli(workspace).resolve("aws");
        Path file = workspace.write("file", "content");
        Command command = Command.of(
                "aws",
                folder,
                program.toString(),
                "s3",
                action,
                file.toString(),
                TO_BUCKET,
                "--no-progress",
                "--region",
                "eu-north-1",
                "--sse",
                "aws:kms",
                "--sse-kms-key-id",
                "alias/bucket");
        return workspace
                .processes()
                .run(
                        endpoint.isEmpty() ? command : command.with("AWS_ENDPOINT_URL_S3", endpoint),
                        Duration.ofSeconds(20));
    }

    private CommandResult bao(String token, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(folder.resolve("stand-ins/bao").toString());
        line.addAll(List.of(arguments));
        Command command = Command.of("bao", folder, line.toArray(String[]::new)).with("VAULT_TOKEN", token);
        return workspace.processes().run(command, Duration.ofSeconds(10));
    }
}
