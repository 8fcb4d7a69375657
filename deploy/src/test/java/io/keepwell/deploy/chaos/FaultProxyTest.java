package io.keepwell.deploy.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    @AutoClose
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    @AutoClose
    private final FaultProxy proxy = new FaultProxy();

    FaultProxyTest() throws IOException {}

    /// A server that says back what it is told.
    @BeforeEach
    void serve() {
        proxy.leadTo(server.getLocalPort());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> echo(socket));
                } catch (IOException closed) {
                    // The loop's condition sees it.
                }
            }
        });
    }

    private static void echo(Socket socket) {
        try (socket) {
            var _ = socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException cut) {
            // That is what is tried out.
        }
    }

    @Test
    void everything_goes_through_when_nothing_is_disturbed() throws Exception {
        try (Socket client = connect()) {
            assertThat(answer(client, "hello")).isEqualTo("hello");
            assertThat(answer(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void connections_end_when_they_are_cut_and_new_ones_are_let_in() throws Exception {
        try (Socket client = connect()) {
            var _ = answer(client, "hello");
            proxy.cut();

            assertThat(ends(client)).isTrue();
        }
        try (Socket client = connect()) {
            assertThat(answer(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void half_of_a_message_arrives_when_it_is_cut_within() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            proxy.leadTo(listener.getLocalPort());
            try (Socket client = connect();
                    Socket behind = listener.accept()) {
                say(client, "hello");
                assertThat(behind.getInputStream().readNBytes(5)).hasSize(5);
                proxy.cutWithinMessage();
                say(client, "abcdefgh");

                assertThat(new String(behind.getInputStream().readAllBytes(), US_ASCII))
                        .isEqualTo("abcd");
                assertThat(ends(client)).isTrue();
            }
        }
    }

    @Test
    void the_answer_is_lost_and_the_connection_ends_when_reported_so() throws Exception {
        try (Socket client = connect()) {
            var _ = answer(client, "hello");
            proxy.loseAnswers();
            say(client, "abc");

            assertThat(ends(client)).isTrue();
        }
    }

    @Test
    void a_silent_connection_says_nothing_and_ends_with_the_silence() throws Exception {
        try (Socket client = connect()) {
            var _ = answer(client, "hello");
            proxy.silence();
            say(client, "abc");
            client.setSoTimeout(300);

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            client.setSoTimeout(5_000);
            proxy.calm();
            assertThat(ends(client)).isTrue();
        }
    }

    @Test
    void answers_come_late_when_it_is_slow() throws Exception {
        try (Socket client = connect()) {
            proxy.slow(Duration.ofMillis(300));
            long start = System.nanoTime();

            assertThat(answer(client, "hello")).isEqualTo("hello");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        client.getOutputStream().flush();
    }

    private static String answer(Socket client, String text) throws IOException {
        say(client, text);
        return new String(client.getInputStream().readNBytes(text.length()), US_ASCII);
    }

    /// Whether the connection ends without another word.
    private static boolean ends(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
