package io.keepwell.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.database.EmbeddedDatabase.Durability;
import io.keepwell.core.suite.Slow;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
final class EmbeddedDatabaseTest {
    private static final byte REFUSED = (byte) 0xff;

    @Test
    void row_is_still_there_after_close_and_after_a_killed_server(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("with a space");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, 0, Durability.RELAXED)) {
            execute(database, "create table note (text varchar(50) not null)");
            execute(database, "insert into note values ('first')");
            assertThat(text(database, "select @@local_infile, '|', @@sql_mode, '|', @@bind_address"))
                    .contains("STRICT_TRANS_TABLES")
                    .contains("127.0.0.1");
            assertThatThrownBy(() -> EmbeddedDatabase.start(home, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another Keepwell")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }

        EmbeddedDatabase killed = EmbeddedDatabase.start(home, 0);
        assertThat(text(killed, "select group_concat(text) from note")).isEqualTo("first");
        execute(killed, "insert into note values ('second')");
        ProcessHandle server = serverOf(home);
        server.destroyForcibly();
        server.onExit().get();
        killed.close();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, 0)) {
            assertThat(text(database, "select group_concat(text order by text) from note"))
                    .isEqualTo("first,second");
        }
        EmbeddedDatabase.erase(home);
        assertThat(home).doesNotExist();
    }

    @Test
    void root_of_the_socket_needs_the_password_too(@TempDir Path folder) throws Exception {
        try (EmbeddedDatabase _ = EmbeddedDatabase.start(folder, 0, Durability.RELAXED)) {
            assertThat(answerToRootWithoutPassword(Folders.socket(folder.toRealPath(), "mariadb.sock")))
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void server_left_by_a_killed_keepwell_is_stopped_before_the_next_start(@TempDir Path folder) throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeavesItsServer.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(other.waitFor()).isNotZero();
        ProcessHandle left = serverOf(folder);
        assertThat(left.isAlive()).isTrue();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0, Durability.RELAXED)) {
            assertThat(left.isAlive()).isFalse();
            assertThat(text(database, "select group_concat(text) from note")).isEqualTo("kept");
        }
    }

    @Test
    void erase_leaves_a_foreign_folder_alone(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> EmbeddedDatabase.erase(folder)).hasMessageContaining("left alone");

        assertThat(file).exists();
    }

    /// Writes a row and ends its own JVM as hard as the machine can.
    static final class LeavesItsServer {
        private LeavesItsServer() {}

        static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0);
            execute(database, "create table note (text varchar(50) not null)");
            execute(database, "insert into note values ('kept')");
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            throw new AssertionError("it is still alive");
        }
    }

    /// The first byte of what a server answers to a handshake as root with an empty password: 0 would let it in. By
    /// hand, since MySQL's driver speaks through no socket of the file system.
    private static byte answerToRootWithoutPassword(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                DataInputStream in = new DataInputStream(Channels.newInputStream(channel))) {
            String greeting = new String(packet(in), StandardCharsets.ISO_8859_1);
            // It ends with the usual way of proving a password, which older or newer clients must take up.
            String plugin = greeting.substring(greeting.lastIndexOf('\0', greeting.length() - 2) + 1);
            byte[] who = ("root\0\0" + plugin).getBytes(StandardCharsets.ISO_8859_1);
            int length = 4 + 4 + 1 + 23 + who.length;
            ByteBuffer answer = ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN);
            // Packet 1. The protocol of 4.1 (0x200) with a separate salt (0x8000) and a named plugin (0x80000), packets
            // of
            // 16 MB, utf8, 23 zeros, the user, no password, the plugin.
            answer.putInt(length | 1 << 24).putInt(0x88200).putInt(1 << 24).put((byte) 33);
            answer.put(new byte[23]).put(who).flip();
            channel.write(answer);
            return packet(in)[0];
        }
    }

    private static byte[] packet(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        in.readByte();
        return in.readNBytes(length);
    }

    private static ProcessHandle serverOf(Path home) throws Exception {
        return ServerProcess.find(home.toRealPath().resolve(LocalServer.PID_FILE))
                .orElseThrow()
                .handle();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            StringBuilder line = new StringBuilder();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                line.append(rows.getString(column));
            }
            return line.toString();
        }
    }
}
