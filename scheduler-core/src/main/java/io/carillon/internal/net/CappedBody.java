package io.carillon.internal.net;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the first bytes of a body and hangs up when there are more. */
final class CappedBody implements HttpResponse.BodySubscriber<CappedBody.Kept> {

  /** What was kept, and whether there was more. */
  record Kept(Bytes bytes, boolean truncated) {}

  private final int maxBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Kept> kept = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  CappedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public CompletionStage<Kept> getBody() {
    return kept;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (kept.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      byte[] chunk = new byte[Math.min(buffer.remaining(), maxBytes - bytes.size())];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
      if (buffer.hasRemaining()) {
        kept.complete(new Kept(Bytes.of(bytes.toByteArray()), true));
        if (subscription != null) {
          subscription.cancel();
        }
        return;
      }
    }
  }

  @Override
  public void onError(Throwable thrown) {
    kept.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    kept.complete(new Kept(Bytes.of(bytes.toByteArray()), false));
  }
}
