package io.keepwell.deploy.demo;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.keepwell.deploy.Failure;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// A mail server that keeps every mail to itself, whoever it is for. Listens on this machine only.
final class MailCatcher implements AutoCloseable {
    private final GreenMail server;
    private final Path folder;

    private MailCatcher(GreenMail server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// @param folder where mails are kept from one run to the next
    static MailCatcher start(Path folder) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new MailCatcher(server, folder);
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /// A mail as a mail program would show it.
    ///
    /// @param html with its inline pictures in it
    record Mail(String subject, String from, String to, String html, List<Attachment> attachments) {
        Mail {
            attachments = List.copyOf(attachments);
        }

        /// What one reads, without tags, in one line.
        String text() {
            return Jsoup.parse(html).text().replace('\u00a0', ' ');
        }
    }

    /// A file that came with a mail.
    record Attachment(String name, String type, Part part) {
        /// @throws IllegalStateException where it can't be decoded
        byte[] content() {
            try {
                return part.getInputStream().readAllBytes();
            } catch (MessagingException | IOException broken) {
                throw new IllegalStateException("the attachment " + name + " can't be read", broken);
            }
        }
    }

    /// All mails, oldest first.
    synchronized List<Mail> mails() {
        try {
            keepReceived();
            List<Mail> mails = new ArrayList<>();
            for (Path file : files()) {
                try (InputStream content = Files.newInputStream(file)) {
                    mails.add(mail(new MimeMessage(Session.getInstance(new Properties()), content)));
                }
            }
            return mails;
        } catch (MessagingException | IOException broken) {
            throw new IllegalStateException("the caught mails can't be read", broken);
        }
    }

    /// Removes the mails of an earlier story.
    synchronized void clear() {
        try {
            for (Path file : files()) {
                Files.delete(file);
            }
        } catch (IOException problem) {
            throw new Failure("Earlier mails in " + folder + " can't be removed: " + problem.getMessage(), problem);
        }
    }

    private void keepReceived() throws IOException, MessagingException {
        MimeMessage[] received = server.getReceivedMessages();
        if (received.length == 0) {
            return;
        }
        Files.createDirectories(folder);
        int number = files().size();
        for (MimeMessage message : received) {
            try (OutputStream content = Files.newOutputStream(folder.resolve("%06d.eml".formatted(number++)))) {
                message.writeTo(content);
            }
        }
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException failed) {
            throw new IOException("caught mails can't be taken out of the server", failed);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }

    private static Mail mail(MimeMessage message) {
        try {
            List<Part> parts = new ArrayList<>();
            collect(message, parts);
            String html = "";
            List<Attachment> attachments = new ArrayList<>();
            for (Part part : parts) {
                if (part.isMimeType("text/html")) {
                    html = String.valueOf(part.getContent());
                } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                    attachments.add(new Attachment(
                            Optional.ofNullable(part.getFileName()).orElse("attachment"), type(part), part));
                }
            }
            return new Mail(
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    Arrays.toString(message.getFrom()),
                    Arrays.toString(message.getAllRecipients()),
                    withPictures(html, parts),
                    attachments);
        } catch (MessagingException | IOException broken) {
            throw new IllegalStateException("a caught mail can't be read", broken);
        }
    }

    private static void collect(Part part, List<Part> parts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart many) {
            for (int i = 0; i < many.getCount(); i++) {
                BodyPart inner = many.getBodyPart(i);
                collect(inner, parts);
            }
        } else {
            parts.add(part);
        }
    }

    private static String withPictures(String html, List<Part> parts) throws MessagingException, IOException {
        Document shown = Jsoup.parse(html);
        shown.outputSettings().prettyPrint(false);
        for (Part part : parts) {
            String[] ids = part.getHeader("Content-ID");
            if (ids != null && part.isMimeType("image/*")) {
                String id = ids[0].replaceAll("[<>]", "");
                String data =
                        Base64.getEncoder().encodeToString(part.getInputStream().readAllBytes());
                shown.getElementsByAttributeValue("src", "cid:" + id)
                        .attr("src", "data:" + type(part) + ";base64," + data);
            }
        }
        return shown.outerHtml();
    }

    private static String type(Part part) throws MessagingException {
        return part.getContentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// Keeps what is not kept yet, and stops.
    @Override
    public void close() {
        var _ = mails();
        server.stop();
    }
}
