/// A filled-in report as html, plain text and PDF: each format is a bean that `Formats` finds by itself. Only this
/// package sees libraries that render.
@NullMarked
package io.keepwell.core.format;

import org.jspecify.annotations.NullMarked;
