package io.keepwell.reporting;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// A mail as it arrived, taken apart.
final class ReceivedMail {
    final MimeMessage message;
    final List<String> structure = new ArrayList<>();
    final Map<String, byte[]> images = new HashMap<>();
    String text = "";
    String html = "";
    byte[] pdf = {};
    byte[] workbook = {};

    ReceivedMail(MimeMessage message) {
        this.message = message;
        try {
            take((Multipart) message.getContent(), "");
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void take(Multipart multipart, String depth) throws MessagingException, IOException {
        structure.add(depth + kind(multipart.getContentType()));
        for (int i = 0; i < multipart.getCount(); i++) {
            BodyPart part = multipart.getBodyPart(i);
            if (part.getContent() instanceof Multipart inner) {
                take(inner, depth + " ");
            } else {
                take(part, depth + " ");
            }
        }
    }

    private void take(BodyPart part, String depth) throws MessagingException, IOException {
        String kind = kind(part.getContentType());
        structure.add(depth + kind);
        switch (kind) {
            case "text/plain" -> text = (String) part.getContent();
            case "text/html" -> html = (String) part.getContent();
            case "image/png" ->
                images.put(
                        part.getHeader("Content-ID")[0], part.getInputStream().readAllBytes());
            case "application/pdf" -> pdf = part.getInputStream().readAllBytes();
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" ->
                workbook = part.getInputStream().readAllBytes();
            default -> throw new IllegalStateException("an unexpected part: " + kind);
        }
    }

    private static String kind(String contentType) {
        return contentType.replaceAll(";(?s).*", "").toLowerCase(Locale.ROOT);
    }

    String header(String name) {
        try {
            return String.join(" | ", message.getHeader(name));
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String subject() {
        try {
            return message.getSubject();
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String pdfText() {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
