package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.settings.ServerKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInsTest {
    private static final SearchPath PROGRAMS = SearchPath.of("/usr/bin:/bin");

    private final Workspace workspace = new Workspace();
    private final ChildProcesses processes = new ChildProcesses();
    private final Path log = workspace.root().resolve("log");

    @AfterEach
    void tidy() {
        processes.close();
        workspace.remove();
    }

    @Test
    void server_threeCommandsOfTheJob_answered() throws Exception {
        BackupSource source = ServerStandIn.install(ServerKind.OPENBAO, workspace, PROGRAMS);
        Path jwt = workspace.write("jwt", "a token");
        assertEquals(0, bao(source, "", "write", "-field=token", "auth/kube-demo/login", "role=r", "jwt=@" + jwt));
        String token = Files.readString(log);
        Path saved = workspace.root().resolve("saved.snap");
        assertEquals(0, bao(source, token, "operator", "raft", "snapshot", "save", saved.toString()));
        assertArrayEquals(
                Files.readAllBytes(workspace.root().resolve("openbao-2.6.2-300-secrets.snap")),
                Files.readAllBytes(saved));
        assertEquals(0, bao(source, token, "token", "revoke", "-self"));
    }

    @Test
    void server_withoutItsTokenOrOtherCommand_refuses() {
        BackupSource source = ServerStandIn.install(ServerKind.OPENBAO, workspace, PROGRAMS);
        assertEquals(2, bao(source, "guess", "operator", "raft", "snapshot", "save", "x.snap"));
        assertEquals(2, bao(source, "", "status"));
        assertEquals(2, bao(source, "", "write", "-field=token", "auth/kube-demo/login", "role=r", "jwt=@/no/file"));
    }

    @ParameterizedTest
    @CsvSource({"1.45.11, true", "1.29.0, true", "1.28.9, false", "2.13.0, true", "2.9.19, false", "3.0.0, false"})
    void upload_awsCli_usedOnlyWhenItCanBeLedElsewhere(String version, boolean used) {
        Path aws = workspace.writeProgram("bin/aws", "#!/bin/sh\necho aws-cli/" + version + " Python/3 Linux/6\n");
        SearchPath programs = PROGRAMS.withFirst(workspace.folder("bin"));
        UploadTool tool = UploadTool.find(programs, workspace, processes);
        assertEquals(used, tool.programs().find("aws").orElseThrow().equals(aws), tool.description());
    }

    @Test
    void upload_brokenAwsCli_isNotUsed() {
        workspace.writeProgram("bin/aws", "#!/bin/sh\necho 'pyenv: aws: command not found' >&2\nexit 127\n");
        UploadTool tool = UploadTool.find(PROGRAMS.withFirst(workspace.folder("bin")), workspace, processes);
        assertTrue(tool.description().startsWith("a stand-in for the AWS CLI"), tool.description());
    }

    @Test
    void upload_otherCall_isRefused() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertEquals(2, UploadStandIn.run(List.of("s3", "rm", "s3://bucket/key"), print, print));
        assertEquals(
                1,
                UploadStandIn.run(
                        List.of("s3", "cp", "/no/file", "s3://b/k", "--no-progress", "--region", "r"), print, print));
    }

    private int bao(BackupSource source, String token, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(source.programs().find("bao").orElseThrow().toString());
        command.addAll(List.of(arguments));
        Map<String, String> environment = Map.of("PATH", source.programs().value(), "VAULT_TOKEN", token);
        return processes.run(command, environment, workspace.root(), log, Duration.ofSeconds(10));
    }
}
