/// Reports: a set of figures laid out for people.
@NullMarked
package io.keepwell.core.report;

import org.jspecify.annotations.NullMarked;
