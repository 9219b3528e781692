/** The one JSON codec: for the store, YAML, REST and payloads. The host's mapper is never used. */
@NullMarked
package io.carillon.internal.json;

import org.jspecify.annotations.NullMarked;
