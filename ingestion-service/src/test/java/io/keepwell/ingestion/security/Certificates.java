package io.keepwell.ingestion.security;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority of our own, and the certificates that it gives out, as PEM files of a folder.
final class Certificates {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Path folder;
    private final X500Name name;
    private final KeyPair keys;
    private final Path file;

    /// @param name of the authority
    Certificates(Path folder, String name) {
        this.folder = folder;
        this.name = new X500Name("CN=" + name);
        this.keys = keyPair();
        this.file = folder.resolve(name + ".pem");
        write(file, sign(this.name, this.keys, true));
    }

    /// The authority's own certificate.
    Path authority() {
        return file;
    }

    /// A certificate with its key, each in a file.
    record Issued(X509Certificate certificate, Path file, Path key) {}

    /// A certificate for `localhost` and this machine's own address.
    Issued issue(String subject) {
        KeyPair own = keyPair();
        X509Certificate certificate = sign(new X500Name("CN=" + subject), own, false);
        Path certificateFile = folder.resolve(subject + ".pem");
        Path keyFile = folder.resolve(subject + ".key");
        write(certificateFile, certificate);
        try {
            write(keyFile, new JcaPKCS8Generator(own.getPrivate(), null));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return new Issued(certificate, certificateFile, keyFile);
    }

    private X509Certificate sign(X500Name subject, KeyPair own, boolean isAuthority) {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(now.minusSeconds(3_600)),
                Date.from(now.plusSeconds(3_600)),
                subject,
                own.getPublic());
        try {
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (!isAuthority) {
                certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void write(Path file, Object content) {
        try (Writer text = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
