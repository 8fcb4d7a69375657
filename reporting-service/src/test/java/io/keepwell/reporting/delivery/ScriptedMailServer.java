package io.keepwell.reporting.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A mail server that answers as it is told, or hangs up where the answer is empty. The mail itself is answered
/// as `.`.
final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final AtomicInteger mails = new AtomicInteger();

    /// @param answers by command, in lower case; 250 to any other
    ScriptedMailServer(Map<String, String> answers) {
        this.answers = answers;
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// How many mails were reported to their end.
    int mails() {
        return mails.get();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket talk = socket.accept()) {
                talk(talk);
            } catch (IOException _) {
                // The other side or the test has ended it.
            }
        }
    }

    private void talk(Socket talk) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(talk.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(talk.getOutputStream(), StandardCharsets.US_ASCII);
        say(out, "220 ready");
        String line = in.readLine();
        while (line != null) {
            String command = line.replaceAll("[ :].*", "").toLowerCase(Locale.ROOT);
            String answer = answers.getOrDefault(command, command.equals("data") ? "354 go on" : "250 fine");
            if (answer.isEmpty()) {
                return;
            }
            say(out, answer);
            if (answer.startsWith("354")) {
                readMail(in);
                mails.incrementAndGet();
                String verdict = answers.getOrDefault(".", "250 taken");
                if (verdict.isEmpty()) {
                    return;
                }
                say(out, verdict);
            }
            line = in.readLine();
        }
    }

    private static void readMail(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    private static void say(Writer out, String answer) throws IOException {
        out.write(answer + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
